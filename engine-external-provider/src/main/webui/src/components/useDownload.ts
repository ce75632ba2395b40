import { useState } from "react";
import { type Problem, problemOf } from "../api/problem";
import { downloadText } from "./download";

/** Lets the browser keep a text that has to be asked for first; with it, why the last one did not come. */
export function useDownload() {
  const [failure, setFailure] = useState<Problem>();
  const download = async (name: string, text: () => Promise<string>, type?: string) => {
    try {
      downloadText(name, await text(), type);
      setFailure(undefined);
    } catch (error) {
      setFailure(problemOf(error));
    }
  };
  return { failure, download };
}
