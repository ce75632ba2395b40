import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import type { Problem } from "../api/problem";
import { refusals } from "./refusals";
import { useIsShown } from "./useIsShown";

interface DialogMutation<Done, Input> {
  mutationFn: (input: Input) => Promise<Done>;
  /** Has what is changed asked for again, also when the dialog has been left. */
  onSuccess: () => Promise<void> | void;
  /** What is said of a refusal that comes when the dialog has been left. */
  failed: string;
}

/**
 * What a dialog asks for, which may be left meanwhile. To close it belongs to the call of `mutate`: TanStack passes that over once the
 * dialog is gone, whereas another one that was opened since would be closed from here.
 */
export function useDialogMutation<Done, Input = void>({ mutationFn, onSuccess, failed }: DialogMutation<Done, Input>): UseMutationResult<Done, Problem, Input> {
  const isShown = useIsShown();
  return useMutation<Done, Problem, Input>({
    mutationFn,
    onSuccess,
    onError: (problem) => {
      if (!isShown.current) refusals.tell(failed, problem);
    },
  });
}
