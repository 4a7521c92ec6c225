// SPDX-License-Identifier: Apache-2.0
// Draws a warning's area on the map beside its field. The field is what is sent: one polygon
// "lat,lon lat,lon …" or circle "lat,lon kilometres" a line; without script it is filled in by hand.
(() => {
  "use strict";

  const add = (tag, properties) => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
  let tools = null;
  const geoman = () => {
    tools ??= Promise.all([
      add("link", { rel: "stylesheet", href: "/assets/vendor/leaflet-geoman.css" }),
      add("script", { src: "/assets/vendor/leaflet-geoman.min.js" }),
    ]);
    return tools;
  };

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const figures = (latlng) => { const at = latlng.wrap(); return at.lat.toFixed(5) + "," + at.lng.toFixed(5); };
  const pair = (word) => word.split(",").map(Number);
  const sound = (numbers) => numbers.length === 2 && numbers.every(Number.isFinite);

  const shapeOf = (L, line, look) => {
    const words = line.trim().split(/\s+/).filter(Boolean);
    if (words.length === 2 && !words[1].includes(",")) {
      const centre = pair(words[0]);
      const kilometres = Number(words[1]);
      return sound(centre) && kilometres > 0 ? L.circle(centre, { ...look, radius: kilometres * 1000 }) : null;
    }
    const ring = words.map(pair);
    if (ring.length < 3 || !ring.every(sound)) return null;
    const last = ring.length - 1;
    if (ring[0][0] === ring[last][0] && ring[0][1] === ring[last][1]) ring.pop();
    return L.polygon(ring, look);
  };

  const lineOf = (L, layer) => {
    if (layer instanceof L.Circle) return figures(layer.getLatLng()) + " " + (layer.getRadius() / 1000).toFixed(2);
    const ring = layer.getLatLngs()[0];
    return [...ring, ring[0]].map(figures).join(" ");
  };

  const draw = async (L, map, field) => {
    await geoman();
    map.pm ??= new L.PM.Map(map);
    const look = { color: colour("--danger"), weight: 2, fillOpacity: 0.15 };
    map.pm.setGlobalOptions({ pathOptions: look, allowSelfIntersection: false, continueDrawing: false });
    map.pm.addControls({
      position: "topleft", drawMarker: false, drawCircleMarker: false, drawPolyline: false, drawText: false,
      cutPolygon: false, rotateMode: false,
    });
    // The toolbar's links have a title on a box around them only.
    map.getContainer().querySelectorAll(".leaflet-pm-toolbar a").forEach((link) => {
      const box = link.closest(".button-container");
      const name = (box && box.title) || link.textContent;
      if (name) link.setAttribute("aria-label", name.trim());
    });
    const shapes = L.featureGroup().addTo(map);
    let writing = false;
    const write = () => {
      writing = true;
      field.value = shapes.getLayers().map((layer) => lineOf(L, layer)).join("\n");
      field.dispatchEvent(new Event("change", { bubbles: true }));
      writing = false;
    };
    // While a corner is dragged the field follows, and whoever counts is told, ten times a second.
    let told = 0;
    const follow = () => {
      const now = performance.now();
      if (now - told < 100) return;
      told = now;
      field.value = shapes.getLayers().map((layer) => lineOf(L, layer)).join("\n");
      field.dispatchEvent(new CustomEvent("tocsin:shape", { bubbles: true }));
    };
    // The corners to be dragged are buttons without a name.
    const nameCorners = () => map.getContainer().querySelectorAll(".marker-icon:not([aria-label])").forEach((corner) =>
      corner.setAttribute("aria-label", corner.matches(".marker-icon-middle") ? "Middle of a side, to be dragged" : "Corner, to be dragged"));
    const watch = (layer) => {
      L.PM.reInitLayer(layer);
      layer.on("pm:drag pm:markerdrag", follow);
      layer.on("pm:enable pm:vertexadded", nameCorners);
      layer.on("pm:edit pm:dragend pm:markerdragend", write);
      shapes.addLayer(layer);
    };
    const read = () => {
      if (writing) return;
      shapes.clearLayers();
      field.value.split("\n").map((line) => shapeOf(L, line, look)).filter(Boolean).forEach(watch);
      if (shapes.getLayers().length) map.fitBounds(shapes.getBounds().pad(0.4), { maxZoom: 12 });
    };
    map.on("pm:globaleditmodetoggled", nameCorners);
    map.on("pm:create", (event) => { map.removeLayer(event.layer); watch(event.layer); write(); });
    map.on("pm:remove", (event) => { shapes.removeLayer(event.layer); write(); });
    field.addEventListener("change", read);
    read();
  };

  // Where those are who would be told: a grid of cells under the shapes, anew with each count.
  const maps = [];
  const shade = ({ L, map, layer }) => {
    layer.clearLayers();
    const box = document.querySelector(".density");
    const cells = box ? JSON.parse(box.dataset.cells) : [];
    const most = cells.reduce((max, cell) => Math.max(max, cell[4]), 1);
    cells.forEach(([south, west, north, east, count]) => {
      const look = {
        renderer: map.densityRenderer, pane: "density", interactive: false, pmIgnore: true, snapIgnore: true,
        stroke: false, fillColor: colour("--accent"), fillOpacity: 0.25 + 0.55 * Math.sqrt(count / most),
      };
      const width = map.latLngToLayerPoint([south, east]).x - map.latLngToLayerPoint([south, west]).x;
      // A cell that would be too small to see is a dot.
      const mark = width < 6 ? L.circleMarker([(south + north) / 2, (west + east) / 2], { ...look, radius: 4 })
        : L.rectangle([[south, west], [north, east]], look);
      mark.addTo(layer);
    });
  };
  const density = (L, map) => {
    map.createPane("density").style.zIndex = 350;
    map.densityRenderer = L.canvas({ pane: "density" });
    const shown = { L, map, layer: L.layerGroup().addTo(map) };
    maps.push(shown);
    map.on("zoomend", () => shade(shown));
    shade(shown);
  };
  document.addEventListener("htmx:afterSettle", () => maps.forEach(shade));

  document.addEventListener("tocsin:map", (event) => {
    if (event.target.dataset.shapes) density(event.detail.L, event.detail.map);
    const field = document.getElementById(event.target.dataset.shapes || "");
    if (field) draw(event.detail.L, event.detail.map, field);
  });
})();
