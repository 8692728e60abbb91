"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const all = (where, what) => Array.from(where.querySelectorAll(what));
  const stage = get("stage"), drawing = stage.querySelector("svg");
  const map = JSON.parse(get("linchpin-map").textContent);
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const group = (lists, key, value) => {
    if (!lists.has(key)) lists.set(key, []);
    lists.get(key).push(value);
  };

  // The elements of each box and line, and the passages that each rests on.
  const parts = new Map(), passages = new Map();
  for (const it of all(drawing, "[data-part]")) group(parts, it.dataset.part, it);
  for (const it of all(document, ".passage"))
    for (const part of it.dataset.parts.split(" ")) group(passages, part, it);

  // Size.
  const wide = Number(drawing.getAttribute("width")), high = Number(drawing.getAttribute("height"));
  let zoom = 1;
  const setZoom = (value, x, y) => {
    const at = { x: x ?? stage.clientWidth / 2, y: y ?? stage.clientHeight / 2 };
    const before = zoom;
    zoom = Math.min(4, Math.max(0.05, value));
    drawing.setAttribute("width", wide * zoom);
    drawing.setAttribute("height", high * zoom);
    stage.scrollLeft = (stage.scrollLeft + at.x) * zoom / before - at.x;
    stage.scrollTop = (stage.scrollTop + at.y) * zoom / before - at.y;
  };
  const fit = () => setZoom(Math.min(1, stage.clientWidth / wide, stage.clientHeight / high));
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const edge = stage.getBoundingClientRect();
    setZoom(zoom * Math.exp(-event.deltaY / 400), event.clientX - edge.left, event.clientY - edge.top);
  }, { passive: false });

  // The ground of the map is dragged.
  let drag = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("[data-part]")) return;
    drag = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
    stage.setPointerCapture(event.pointerId);
    // Words that are passed over are not selected.
    stage.classList.add("dragged");
  });
  stage.addEventListener("pointermove", (event) => {
    if (!drag) return;
    stage.scrollLeft = drag.x - event.clientX;
    stage.scrollTop = drag.y - event.clientY;
  });
  for (const name of ["pointerup", "pointercancel"])
    stage.addEventListener(name, () => { drag = null; stage.classList.remove("dragged"); });

  // Folding: what lies in a closed item is away on the map, and so is each line that leads there.
  const fold = () => {
    const away = new Set(), closed = new Set();
    for (const item of all(document, "#argument details:not([open])")) {
      closed.add(item.parentElement.dataset.box);
      for (const it of all(item, "li")) away.add(it.dataset.box);
    }
    const links = new Map(map.links ? map.links.map((link) => [link.id, link]) : []);
    const isAway = (id, depth) => {
      if (away.has(id)) return true;
      const link = links.get(id);
      if (!link || depth > 50) return false;
      const from = Array.isArray(link.from) ? link.from : [link.from];
      return from.some((it) => away.has(it)) || isAway(link.to, depth + 1);
    };
    for (const [part, elements] of parts) {
      const id = part.slice(5);
      for (const it of elements) {
        it.classList.toggle("away", isAway(id, 0));
        it.classList.toggle("folded", closed.has(id));
      }
    }
  };
  let isFolding = false;
  document.addEventListener("toggle", () => {
    if (isFolding) return;
    isFolding = true;
    requestAnimationFrame(() => { isFolding = false; fold(); });
  }, true);
  const foldAll = (isOpen) => { for (const it of all(document, "#argument details")) it.open = isOpen; };
  const unfoldTo = (item) => {
    for (let it = item && item.parentElement; it; it = it.parentElement)
      if (it.tagName === "DETAILS") it.open = true;
    fold();
  };

  // One box or passage at a time is chosen.
  const choose = (part, goTo) => {
    for (const it of all(document, ".chosen")) it.classList.remove("chosen", "flash");
    const id = part.slice(5), item = get("item-" + id);
    if (goTo === "map") unfoldTo(item);
    const boxes = parts.get(part) || [], quotes = passages.get(part) || [];
    const shown = [...boxes, ...quotes];
    if (item && part.startsWith("node-")) shown.push(item);
    for (const it of shown) it.classList.add("chosen");
    const goal = goTo === "map" ? boxes[boxes.length - 1] : quotes[0];
    if (!goal) return;
    goal.scrollIntoView({ block: "center", inline: "center", behavior: isStill ? "auto" : "smooth" });
    for (const it of goTo === "map" ? boxes : quotes) it.classList.add("flash");
  };
  const toggle = (part) => {
    const item = get("item-" + part.slice(5));
    const own = item && item.querySelector(":scope > details");
    if (own) own.open = !own.open;
  };
  for (const [part, elements] of parts) {
    const last = elements[elements.length - 1];
    if (part.startsWith("node-")) {
      last.setAttribute("tabindex", "0");
      last.addEventListener("keydown", (event) => {
        if (event.key === "Enter") choose(part, "article");
        else if (event.key === " ") { event.preventDefault(); toggle(part); }
      });
    }
    for (const it of elements) {
      it.addEventListener("click", () => choose(part, "article"));
      it.addEventListener("dblclick", () => toggle(part));
    }
  }
  for (const it of all(document, ".passage")) {
    let turn = 0;
    it.addEventListener("click", (event) => {
      event.preventDefault();
      const own = it.dataset.parts.split(" ");
      choose(own[turn++ % own.length], "map");
    });
  }
  for (const it of all(document, ".go")) {
    it.addEventListener("click", (event) => {
      event.preventDefault();
      choose(it.getAttribute("href").slice(1), "map");
    });
  }

  const tools = {
    "zoom-in": () => setZoom(zoom * 1.25),
    "zoom-out": () => setZoom(zoom / 1.25),
    "zoom-fit": fit,
    "fold-all": () => foldAll(false),
    "unfold-all": () => foldAll(true),
  };
  for (const [id, act] of Object.entries(tools)) get(id).addEventListener("click", act);
  get("tools").hidden = false;
  setZoom(Math.max(0.5, Math.min(1, stage.clientWidth / wide)));
  stage.scrollTop = 0;
  fold();
})();
