/** Whether an import in this state has not ended. */
export function isActive(status: string | undefined): boolean {
  return status !== undefined && !["succeeded", "failed", "cancelled"].includes(status);
}
