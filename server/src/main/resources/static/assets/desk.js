// What the pages do beyond HTML: the proof in htmx's requests, live parts, maps. No eval, no inline script.
(() => {
  "use strict";

  // ---- htmx: prove that a request is ours, and say aloud what was refused -------------------------
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf"]');
    if (token) event.detail.headers["X-CSRF-TOKEN"] = token.content;
  });

  const notice = (text) => {
    const place = document.getElementById("notice");
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
  };

  document.addEventListener("htmx:responseError", (event) => {
    let text = "The server refused this (" + event.detail.xhr.status + ").";
    try {
      const problem = JSON.parse(event.detail.xhr.responseText);
      text = problem.title + ": " + problem.detail + " " + problem.remedy + " (" + problem.type.split("/").pop() + ")";
    } catch {
      // Not a problem in JSON; the status has to do.
    }
    notice(text);
  });
  document.addEventListener("htmx:sendError", () => notice("The server cannot be reached. What you see may be old."));
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) notice(""); });

  // ---- Live parts: <div data-listen="topic" hx-get="/part" hx-trigger="live"> ----------------------
  let stream = null;
  let listening = "";
  const waiting = new Set();

  const refresh = (element) => {
    if (waiting.has(element) || !window.htmx) return;
    waiting.add(element);
    // Events that come together ask once.
    setTimeout(() => {
      waiting.delete(element);
      if (!element.isConnected) return;
      if ((element.getAttribute("hx-trigger") || "").includes("live")) window.htmx.trigger(element, "live");
      else window.htmx.ajax("GET", element.getAttribute("hx-get"), { target: element, swap: element.getAttribute("hx-swap") || "innerHTML" });
    }, 200);
  };

  const listeners = () => [...document.querySelectorAll("[data-listen]")];
  const refreshTopic = (topic) => listeners().filter((each) => each.dataset.listen === topic).forEach(refresh);

  const listen = () => {
    const topics = [...new Set(listeners().map((each) => each.dataset.listen))].sort();
    if (topics.join() === listening) return;
    listening = topics.join();
    if (stream) stream.close();
    stream = null;
    if (!topics.length) return;
    // One stream for the whole page: a browser opens only six connections to a server.
    stream = new EventSource("/desk/live/" + topics.map(encodeURIComponent).join(","));
    let broken = false;
    stream.onerror = () => { broken = true; };
    stream.onopen = () => { if (broken) listeners().forEach(refresh); broken = false; };
    topics.forEach((topic) => stream.addEventListener(topic, () => refreshTopic(topic)));
  };

  // ---- Maps: <div class="map" data-map='{"points":[…],"polygons":[…]}'></div> ----------------------
  // points: {lat, lon, radiusMetres?, label?, kind?}; polygons: {ring: [[lat, lon], …], label?, kind?}.
  // kind "danger" is drawn red, kind "theirs" (of another authority) dashed and in another colour. data-map may also be "#id" of a <script type="application/json">.
  // data-draw="#field": a click adds a corner to the field's "lat,lon lat,lon …".
  const loaded = new Map();
  const load = (url, make) => {
    if (!loaded.has(url)) {
      loaded.set(url, new Promise((resolve, reject) => {
        const element = make();
        element.addEventListener("load", resolve);
        element.addEventListener("error", reject);
        document.head.append(element);
      }));
    }
    return loaded.get(url);
  };
  const script = (url) => load(url, () => Object.assign(document.createElement("script"), { src: url }));
  const style = (url) => load(url, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: url }));
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // A ring goes on across the antimeridian instead of back round the Earth.
  const onward = (part) => {
    if (!Array.isArray(part[0][0])) {
      let turn = 0, before = part[0][0];
      part.forEach((corner) => {
        turn += corner[0] - before > 180 ? -360 : corner[0] - before < -180 ? 360 : 0;
        before = corner[0];
        corner[0] += turn;
      });
    } else part.forEach(onward);
  };

  let outlines = null;
  const countries = () => {
    outlines ??= fetch("/assets/vendor/countries-50m.json").then((answer) => answer.json())
      .then((topology) => window.topojson.feature(topology, topology.objects.countries))
      .then((land) => { land.features.forEach((each) => onward(each.geometry.coordinates)); return land; });
    return outlines;
  };

  const parse = (text) => text.split(/\s+/).filter(Boolean).map((pair) => pair.split(",").map(Number))
    .filter((pair) => pair.length === 2 && pair.every(Number.isFinite));

  const drawMap = async (element) => {
    element.dataset.drawn = "yes";
    const source = element.dataset.map.trim();
    const data = JSON.parse(source.startsWith("#") ? document.querySelector(source).textContent : source || "{}");
    await Promise.all([style("/webjars/leaflet/dist/leaflet.css"), script("/webjars/leaflet/dist/leaflet.js"), script("/assets/vendor/topojson-client.min.js")]);
    const L = window.L;
    // A picture in words until it is drawn; from then on it holds controls.
    if (element.getAttribute("role") === "img") element.setAttribute("role", "region");
    const map = L.map(element, { preferCanvas: true, worldCopyJump: true, minZoom: 1, maxZoom: 16, zoomSnap: 0.5 });
    map.attributionControl.setPrefix(false).addAttribution("Outlines: Natural Earth");
    const shapes = L.featureGroup();
    const tint = (kind) => colour(kind === "danger" ? "--danger" : kind === "theirs" ? "--theirs" : "--accent");
    const look = (kind) => ({ color: tint(kind), weight: 2, fillOpacity: 0.15, ...(kind === "theirs" ? { dashArray: "6 5", fillOpacity: 0.1 } : {}) });
    const repaint = [];
    const named = (shape, label, kind) => {
      repaint.push(() => shape.setStyle({ color: tint(kind) }));
      if (label) shape.bindPopup(document.createTextNode(label).textContent.replace(/[<>&]/g, (c) => "&#" + c.charCodeAt(0) + ";"));
      shapes.addLayer(shape);
    };
    (data.polygons || []).forEach((each) =>
      named(L.polygon(each.ring, look(each.kind)), each.label, each.kind));
    (data.points || []).forEach((each) => {
      const own = look(each.kind);
      if (each.radiusMetres > 0) named(L.circle([each.lat, each.lon], { ...own, radius: each.radiusMetres }), each.label, each.kind);
      named(L.circleMarker([each.lat, each.lon], { ...own, dashArray: null, radius: 5, fillOpacity: 0.9 }), each.label, each.kind);
    });
    // A circle knows its bounds only on a map that has a view.
    map.setView([30, 15], 2);
    shapes.addTo(map);
    if (shapes.getLayers().length) {
      const bounds = shapes.getBounds();
      const margin = bounds.getEast() - bounds.getWest() > 60 ? 0.1 : 0.6;
      // Outlines of countries are all there is: so far out that one of them is seen.
      map.fitBounds(bounds.pad(margin), { maxZoom: 6, animate: false });
    }
    if (element.dataset.draw) drawInto(L, map, document.querySelector(element.dataset.draw));
    // Beneath whatever else is drawn, also on panes of its own.
    map.createPane("land").style.zIndex = 250;
    const ground = () => ({ color: colour("--coast"), weight: 1, fillColor: colour("--land"), fillOpacity: 1 });
    const land = L.geoJSON(await countries(), { pane: "land", interactive: false, pmIgnore: true, snapIgnore: true, style: ground() });
    land.addTo(map);
    // A page that is open when the evening's colours come.
    repaint.push(() => land.setStyle(ground()));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint.forEach((each) => each()));
    // Whoever draws on this map too, such as the composer, takes it from here.
    element.dispatchEvent(new CustomEvent("tocsin:map", { bubbles: true, detail: { L, map } }));
  };

  const drawInto = (L, map, field) => {
    const shape = L.polygon([], { color: colour("--danger"), weight: 2, fillOpacity: 0.15 }).addTo(map);
    const corners = L.layerGroup().addTo(map);
    const show = (fit) => {
      const ring = parse(field.value);
      shape.setLatLngs(ring);
      corners.clearLayers();
      ring.forEach((corner) => corners.addLayer(L.circleMarker(corner, { radius: 4, color: colour("--danger") })));
      if (fit && ring.length) map.fitBounds(L.latLngBounds(ring).pad(0.4), { maxZoom: 12 });
    };
    map.on("click", (event) => {
      const corner = event.latlng.wrap();
      field.value = (field.value.trim() + " " + corner.lat.toFixed(5) + "," + corner.lng.toFixed(5)).trim();
      field.dispatchEvent(new Event("change", { bubbles: true }));
      show(false);
    });
    field.addEventListener("input", () => show(true));
    show(true);
  };

  // A map in a closed fold has no size; it is drawn when the fold opens.
  const maps = () => document.querySelectorAll("[data-map]:not([data-drawn])").forEach((element) =>
    element.closest("details:not([open])") || drawMap(element).catch(() => { element.textContent = "The map could not be drawn; the text beside it says the same."; }));

  const start = () => { listen(); maps(); };
  document.addEventListener("htmx:afterSettle", start);
  document.addEventListener("toggle", maps, true);
  window.addEventListener("pagehide", () => { if (stream) stream.close(); listening = ""; stream = null; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) start(); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
