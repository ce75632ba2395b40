import { connection } from "./connection/connection";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/** Before a file that the engine has, and that does not come, is given up: some 8 seconds. */
const TRIES = 6;

/**
 * Loads a part of the pages that lies in a file of its own. What fails on the way is asked for again, as long as the engine is away
 * and some times when it is not: a page that loads itself again instead has forgotten what was being done. Only when the files have
 * other names by now, since the engine was updated, is the whole document loaded anew.
 */
export async function load<T>(part: () => Promise<T>, reload = () => window.location.reload()): Promise<T> {
  let pause = FIRST_PAUSE_MS;
  for (let tries = 1; ; ) {
    try {
      return await part();
    } catch (error) {
      const build = await findBuild();
      if (build === "other") {
        reload();
        return await new Promise<never>(() => undefined);
      }
      if (build === "same" && tries++ === TRIES) throw error;
      if (build === "unknown") connection.lost();
      await new Promise((wake) => setTimeout(wake, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      await mendStyles();
    }
  }
}

/** Whether the engine's pages are those that run here; their script's name says so. */
async function findBuild(): Promise<"same" | "other" | "unknown"> {
  const script = document.querySelector<HTMLScriptElement>("script[type=module]")?.getAttribute("src") ?? "";
  try {
    const response = await fetch(import.meta.env.BASE_URL, { cache: "no-store" });
    if (!response.ok) return "unknown";
    return (await response.text()).includes(script) ? "same" : "other";
  } catch {
    return "unknown";
  }
}

/** A style sheet that did not come is not asked for again by what loads the parts. */
async function mendStyles(): Promise<void> {
  const broken = [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].filter((link) => link.sheet === null);
  await Promise.all(
    broken.map((link) => {
      const again = link.cloneNode() as HTMLLinkElement;
      const ended = new Promise((end) => {
        again.addEventListener("load", end);
        again.addEventListener("error", end);
      });
      link.replaceWith(again);
      return ended;
    }),
  );
}
