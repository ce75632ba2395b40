/** Whether the engine answers, as the latest request or stream knows. */
type Listener = () => void;

let away = false;
const listeners = new Set<Listener>();

function set(value: boolean): void {
  if (away !== value) {
    away = value;
    listeners.forEach((listener) => listener());
  }
}

export const connection = {
  lost: () => set(true),
  found: () => set(false),
  isAway: () => away,
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
