declare module "dkfds" {
  /** Starts every component of the design system inside `scope` (default: the whole page). */
  export function init(options?: { scope?: HTMLElement }): void;
}
