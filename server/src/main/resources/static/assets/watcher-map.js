// SPDX-License-Identifier: Apache-2.0
// Draws the places of one watcher; the list beside it says the same in words.
(() => {
  const box = document.getElementById('watcher-map');
  if (!box || !window.L) return;
  const map = L.map(box, { attributionControl: false });
  const group = L.featureGroup().addTo(map);
  for (const place of JSON.parse(box.dataset.shapes)) {
    if (place.circle) {
      L.circle(place.circle, { radius: Math.max(place.radiusMetres, 20) }).addTo(group);
      L.circleMarker(place.circle, { radius: 4 }).addTo(group);
    }
    if (place.polygons) place.polygons.forEach(ring => L.polygon(ring).addTo(group));
    if (place.line) L.polyline(place.line).addTo(group);
  }
  if (group.getLayers().length) map.fitBounds(group.getBounds().pad(0.3), { maxZoom: 14 });
  else map.setView([20, 0], 1);
})();
