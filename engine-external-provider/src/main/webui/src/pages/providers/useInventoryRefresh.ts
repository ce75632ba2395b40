import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import type { Problem } from "../../api/problem";
import { fetchInventory, PROVIDERS } from "./providers";

export type InventoryRefresh = UseMutationResult<unknown, Problem, void>;

/** Has the engine list a source anew, of which it keeps a list for some minutes; then what is shown of it is asked for again. */
export function useInventoryRefresh(provider: string): InventoryRefresh {
  const queries = useQueryClient();
  return useMutation<unknown, Problem>({
    mutationFn: () => fetchInventory(provider, true),
    onSettled: () => queries.invalidateQueries({ queryKey: [PROVIDERS] }),
  });
}
