// SPDX-License-Identifier: Apache-2.0
// A report's text with its findings: the one that has the focus, or is pointed at, is lit up in the text
// with the words that give its fields; words that are selected can be made a finding; places are chosen
// on a map. Without script the list of findings, the quoted words and the list of places do the same.
(() => {
  "use strict";
  const NAMES = { assertedBy: "said by", actor: "who", recipient: "told", target: "target", method: "how", place: "where", time: "when", killed: "killed", wounded: "wounded", effect: "harm" };

  // ---- One finding at a time -----------------------------------------------------------------------
  const textOf = (element) => {
    const group = element.closest(".reading, .body");
    return group && group.querySelector(".text");
  };
  let lit = "";
  const light = (text, number) => {
    const key = text.dataset.anchor + number;
    if (key === lit) return;
    lit = key;
    document.querySelectorAll(".text .lit, .text .field-words").forEach((each) => { each.classList.remove("lit", "field-words"); delete each.dataset.label; });
    document.querySelectorAll(".found.lit").forEach((each) => each.classList.remove("lit"));
    text.querySelectorAll("[data-in]").forEach((each) => each.classList.toggle("lit", each.dataset.in.split(" ").includes(number)));
    let before = "";
    text.querySelectorAll("[data-fields]").forEach((each) => {
      const names = each.dataset.fields.split(" ").filter((one) => one.startsWith(number + ":")).map((one) => NAMES[one.split(":")[1]] || "");
      const label = names.join(", ");
      if (label) {
        each.classList.add("field-words");
        if (label !== before) each.dataset.label = label;
      }
      before = label;
    });
    const found = document.getElementById(text.dataset.anchor + number);
    if (found) found.classList.add("lit");
  };
  const lightFrom = (event) => {
    const place = event.target.closest && event.target.closest("[data-finding]");
    const text = place && textOf(place);
    if (text) light(text, place.dataset.finding);
  };
  document.addEventListener("focusin", lightFrom);
  document.addEventListener("mouseover", lightFrom);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".text mark");
    const text = mark && mark.closest(".text");
    if (text && getSelection().isCollapsed) light(text, mark.dataset.in.split(" ").pop());
  });
  const fromAddress = () => {
    const match = /^#(?:at-)?((?:finding|R\d+)-)(\d+)$/.exec(location.hash);
    const text = match && document.querySelector('.text[data-anchor="' + match[1] + '"]');
    if (text) light(text, match[2]);
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();

  // ---- Words that are selected -----------------------------------------------------------------------
  const words = document.querySelector("[data-words]");
  const text = document.querySelector(".reading .text");
  if (words && text) {
    const offer = Object.assign(document.createElement("button"), { type: "button", className: "offer", hidden: true });
    document.body.append(offer);
    const adds = words.closest("#add");
    offer.textContent = adds ? "Make it a finding" : "Take these words";
    // The chips are no part of the text.
    const plain = (range) => {
      const copy = range.cloneContents();
      copy.querySelectorAll(".fn").forEach((each) => each.remove());
      return copy.textContent;
    };
    let chosen = null;
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      const range = selection.rangeCount ? selection.getRangeAt(0) : null;
      chosen = range && !range.collapsed && text.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
      offer.hidden = !chosen || !plain(chosen).trim();
      if (offer.hidden) return;
      const box = chosen.getBoundingClientRect();
      offer.style.top = (scrollY + box.bottom + 6) + "px";
      offer.style.left = Math.max(8, Math.min(scrollX + box.left, document.documentElement.clientWidth - 200)) + "px";
    });
    offer.addEventListener("pointerdown", (event) => event.preventDefault());
    offer.addEventListener("click", () => {
      const before = document.createRange();
      before.setStart(text, 0);
      before.setEnd(chosen.startContainer, chosen.startOffset);
      words.value = plain(chosen).trim();
      words.form.querySelector("[data-near]").value = plain(before).length;
      offer.hidden = true;
      if (adds) adds.open = true;
      getSelection().removeAllRanges();
      words.form.scrollIntoView({ block: "center" });
      words.form.querySelector("select").focus();
    });
  }

  // ---- Which place -----------------------------------------------------------------------------------
  document.addEventListener("tocsin:map", (event) => {
    if (!event.target.hasAttribute("data-choose")) return;
    const { L, map } = event.detail;
    const choices = [...event.target.closest("form").querySelectorAll("[data-lat]")];
    const pins = choices.map((choice) => {
      const number = choice.parentElement.querySelector(".pin").textContent;
      const icon = L.divIcon({ className: "pin", html: number, iconSize: [24, 24] });
      const pin = L.marker([choice.dataset.lat, choice.dataset.lon], { icon, keyboard: false, title: choice.parentElement.textContent.trim() }).addTo(map);
      pin.on("click", () => { choice.checked = true; show(); choice.focus(); });
      return pin;
    });
    const show = () => pins.forEach((pin, i) => {
      pin.getElement().classList.toggle("taken", choices[i].checked);
      pin.setZIndexOffset(choices[i].checked ? 1000 : 0);
    });
    choices.forEach((choice) => choice.addEventListener("change", show));
    show();
  });
})();
