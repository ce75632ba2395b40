import { PageSection } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { type Problem, problemOf, problemOfAnswer } from "../../api/problem";
import { send } from "../../api/send";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";

const API = "/ovirt-engine/api/";

/** Browsers follow links without the token that webadmin gives: what they lead to is fetched with it, and saved. */
export function Downloads() {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const ending = new AbortController();
    const take = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[download]") : null;
      if (link === null || !link.pathname.startsWith(API)) return;
      event.preventDefault();
      setProblem(undefined);
      save(link.href, link.download, ending.signal).catch((error: unknown) => {
        if (!ending.signal.aborted) setProblem(problemOf(error));
      });
    };
    document.addEventListener("click", take);
    return () => {
      ending.abort();
      document.removeEventListener("click", take);
    };
  }, []);
  return (
    problem && (
      <PageSection hasBodyWrapper={false}>
        <ProblemAlert problem={problem} title={t("webadmin.notDownloaded")} />
      </PageSection>
    )
  );
}

async function save(address: string, name: string, signal: AbortSignal): Promise<void> {
  const response = await send(address, { signal, headers: { Accept: "*/*" } });
  if (!response.ok) {
    throw problemOfAnswer(response.status, await response.json().catch(() => undefined));
  }
  const content = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = content;
  link.download = name || nameIn(response.headers.get("Content-Disposition")) || "download";
  link.click();
  setTimeout(() => URL.revokeObjectURL(content), 60_000); // by then the browser has read it
}

/** As in attachment; filename="import.zip" */
function nameIn(disposition: string | null): string | undefined {
  return disposition?.match(/filename="([^"/\\]+)"/)?.[1];
}
