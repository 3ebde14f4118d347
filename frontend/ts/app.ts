// The one script of the pages. Everything works without it; it only makes things quicker.
import * as DKFDS from "dkfds";
import htmx from "htmx.org";
import "./rooms";
import { closeDropsOnEscape } from "./drops";
import { openFiltersOnWideScreens } from "./filter";
import { goToErrors } from "./errors";
import { sayWhenItFails } from "./failed";
import { growTextareas } from "./grow";
import { guardForms } from "./submit";
import { askBeforeLosing } from "./unsaved";

// Strict content security policy: no eval, no injected style elements.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.scrollBehavior = "auto";
// What comes in can be used at once: a quick hand must not press a button that is not ready yet.
htmx.config.defaultSettleDelay = 0;
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];

function start(): void {
  DKFDS.init();
  openFiltersOnWideScreens();
  closeDropsOnEscape();
  growTextareas(document);
  guardForms();
  askBeforeLosing();
  goToErrors();
  document.body.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
    if (token) (event as CustomEvent).detail.headers["X-CSRFToken"] = token;
  });
  document.body.addEventListener("htmx:afterSwap", (event) => growTextareas(event.target as HTMLElement));
  sayWhenItFails();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
