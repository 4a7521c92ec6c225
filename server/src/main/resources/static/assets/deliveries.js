// SPDX-License-Identifier: Apache-2.0
// The page of deliveries: the map fills in. The cells come once, what became of them with each live
// part: data-told and data-answered, a number a cell. Nobody's place is in any of it.
(() => {
  "use strict";
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const figures = (text) => (text ? text.split(",").map(Number) : []);

  let shown = null;

  // A cell is a vessel: grey while it waits, filled from below by those told, and among them by those
  // who answered. A cell too small to be a vessel is a dot with the colour of most of its people.
  const paint = () => {
    const box = document.querySelector(".filling");
    if (!shown || !box) return;
    const { L, map, layer, cells } = shown;
    if (Number(box.dataset.grid) !== shown.grid) { load(); return; }
    const told = figures(box.dataset.told);
    const answered = figures(box.dataset.answered);
    const most = cells.reduce((max, cell) => Math.max(max, cell[4]), 1);
    const least = cells.reduce((side, cell) => Math.min(side, cell[2] - cell[0]), 180);
    const tint = { waits: colour("--edge"), told: colour("--accent"), answered: colour("--good") };
    const common = { renderer: shown.renderer, pane: "filling", interactive: false };
    layer.clearLayers();
    cells.forEach(([south, west, north, east, count], i) => {
      const width = map.latLngToLayerPoint([south, east]).x - map.latLngToLayerPoint([south, west]).x;
      // Large cells lie beneath the others and hold few: they must not drown them.
      const faint = north - south < 3 * least ? 1 : 0.35;
      const strength = 0.25 + 0.65 * Math.sqrt(count / most);
      if (width < 6) {
        const fill = 2 * answered[i] > count ? tint.answered : 2 * told[i] > count ? tint.told : tint.waits;
        L.circleMarker([(south + north) / 2, (west + east) / 2], { ...common, radius: 4, stroke: false, fillColor: fill, fillOpacity: strength }).addTo(layer);
        return;
      }
      const part = (from, to, fill, opacity) => {
        if (to <= from) return;
        const at = (share) => south + (north - south) * share;
        L.rectangle([[at(from), west], [at(to), east]], { ...common, stroke: false, fillColor: fill, fillOpacity: opacity * faint }).addTo(layer);
      };
      const answer = Math.min(1, answered[i] / count);
      const tell = Math.max(answer, told[i] / count);
      part(0, answer, tint.answered, 0.75);
      part(answer, tell, tint.told, 0.55);
      part(tell, 1, tint.waits, 0.25);
      L.rectangle([[south, west], [north, east]], { ...common, fill: false, color: tint.told, weight: 1.5, opacity: strength * faint }).addTo(layer);
    });
  };

  let loading = false;
  const load = async () => {
    if (loading) return;
    loading = true;
    try {
      const answer = await fetch(shown.address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { grid, cells } = await answer.json();
      const first = !shown.cells.length;
      Object.assign(shown, { grid, cells });
      const box = document.querySelector(".filling");
      if (first && cells.length) {
        // Where most are: the few who are shown in large cells only are found by zooming out.
        const side = cells.reduce((least, cell) => Math.min(least, cell[2] - cell[0]), 180);
        const near = cells.filter((cell) => cell[2] - cell[0] < 3 * side);
        const bounds = shown.L.latLngBounds(near.flatMap((cell) => [[cell[0], cell[1]], [cell[2], cell[3]]]));
        shown.map.fitBounds(bounds.pad(0.1), { maxZoom: 13, animate: false });
      }
      // A live part of an older grid is painted with the next one.
      if (box && Number(box.dataset.grid) === grid) paint();
    } finally {
      loading = false;
    }
  };

  document.addEventListener("tocsin:map", (event) => {
    const address = event.target.dataset.cells;
    if (!address) return;
    const { L, map } = event.detail;
    map.createPane("filling").style.zIndex = 350;
    shown = { L, map, address, grid: -1, cells: [], renderer: L.canvas({ pane: "filling" }), layer: L.layerGroup().addTo(map) };
    map.on("zoomend", paint);
    load();
  });
  document.addEventListener("htmx:afterSettle", paint);

  // What somebody has unfolded stays so when the part around it is renewed.
  const folded = () => document.querySelector(".filling details");
  let open = false;
  document.addEventListener("htmx:beforeSwap", () => { open = Boolean(folded() && folded().open); });
  document.addEventListener("htmx:afterSwap", () => { if (open && folded()) folded().open = true; });
})();
