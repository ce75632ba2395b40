/** Tells whoever shows the sign-in that a request was answered with 401. */
type Listener = () => void;

const listeners = new Set<Listener>();

export const sessionEnded = {
  tell(): void {
    listeners.forEach((listener) => listener());
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
