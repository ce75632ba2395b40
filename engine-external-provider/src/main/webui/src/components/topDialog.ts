/** Whether no other dialog lies above the one with this title: each of them hears the keys that are meant for the uppermost. */
export function isTopDialog(titleId: string): boolean {
  const dialogs = document.querySelectorAll('[role="dialog"][aria-modal="true"]');
  return dialogs[dialogs.length - 1]?.getAttribute("aria-labelledby") === titleId;
}
