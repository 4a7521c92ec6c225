// SPDX-License-Identifier: Apache-2.0
// The case page: a citation opens the report it leads to; a button beside a finding cites it.
(() => {
  "use strict";
  const unfold = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && (target.matches("details") ? target : target.closest("details"));
    if (folded && !folded.open) { folded.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", unfold);
  unfold();

  const fields = [...document.querySelectorAll("[data-cites]")];
  if (!fields.length) return;
  let last = fields[0];
  document.querySelectorAll(".stated").forEach((line) => line.addEventListener("focusin", () => { last = line.querySelector("[data-cites]"); }));
  document.querySelectorAll("#reports .citable").forEach((place) => {
    const text = place.dataset.ref;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet cite", textContent: "Cite " + text });
    button.addEventListener("click", () => {
      const words = last.value.split(/[\s,;]+/).filter(Boolean);
      if (!words.includes(text)) last.value = [...words, text].join(" ");
    });
    place.append(button);
  });
})();
