// SPDX-License-Identifier: Apache-2.0
// The inbox by keyboard: j and k move, x picks, Enter opens (the link has the focus), c opens a case.
(() => {
  "use strict";
  const titles = () => [...document.querySelectorAll(".inbox .title")];
  const at = () => titles().findIndex((each) => each.closest(".line").contains(document.activeElement));
  const go = (to) => titles()[Math.max(0, Math.min(titles().length - 1, to))]?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
    const line = titles()[at()]?.closest(".line");
    if (event.key === "j") go(at() + 1);
    else if (event.key === "k") go(at() - 1);
    else if (event.key === "x" && line) line.querySelector("input").click();
    else if (event.key === "c") document.getElementById("pick").requestSubmit();
    else return;
    event.preventDefault();
  });
})();
