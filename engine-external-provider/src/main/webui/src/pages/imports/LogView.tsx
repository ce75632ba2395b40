import { Button, SearchInput, Switch, ToggleGroup, ToggleGroupItem, Toolbar, ToolbarContent, ToolbarItem } from "@patternfly/react-core";
import { DownloadIcon } from "@patternfly/react-icons";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import { logPath } from "./importQueries";
import { found } from "./logLines";
import { useLog } from "./useLog";

const FILES = ["stderr", "stdout", "json"] as const;

/** What virt-v2v wrote in an attempt: as it grows, searched, and to be taken away. */
export function LogView({ id, attempt, isRunning }: { id: string; attempt: string; isRunning: boolean }) {
  const { t } = useTranslation("imports");
  const [file, setFile] = useState<(typeof FILES)[number]>("stderr");
  const [isFollowed, setFollowed] = useState(true);
  const [words, setWords] = useState("");
  const deferredWords = useDeferredValue(words);
  const path = logPath(id, attempt, file);
  const { log, problem, isComplete } = useLog(path, isRunning);
  const shown = useMemo(() => found(log, deferredWords), [log, deferredWords]);
  const end = useRef<HTMLPreElement>(null);

  useEffect(() => {
    if (isFollowed && end.current !== null) {
      end.current.scrollTop = end.current.scrollHeight;
    }
  }, [shown, isFollowed]);

  return (
    <>
      <Toolbar inset={{ default: "insetNone" }} colorVariant="no-background">
        <ToolbarContent>
          <ToolbarItem>
            <ToggleGroup aria-label={t("log.file")}>
              {FILES.map((each) => (
                <ToggleGroupItem
                  key={each}
                  buttonId={`log-${each}`}
                  text={t(`log.${each}`)}
                  isSelected={file === each}
                  onChange={() => setFile(each)}
                />
              ))}
            </ToggleGroup>
          </ToolbarItem>
          <ToolbarItem className="v2v-table__search">
            <SearchInput
              aria-label={t("log.search")}
              placeholder={t("log.search")}
              value={words}
              onChange={(_event, value) => setWords(value)}
              onClear={() => setWords("")}
              resultsCount={words === "" ? undefined : shown.length}
            />
          </ToolbarItem>
          <ToolbarItem alignSelf="center">
            <Switch id="log-follow" label={t("log.follow")} isChecked={isFollowed} onChange={(_event, checked) => setFollowed(checked)} />
          </ToolbarItem>
          <ToolbarItem>
            <Button variant="link" icon={<DownloadIcon />} component="a" href={path} download={`${attempt}-${file}.log`}>
              {t("log.download")}
            </Button>
          </ToolbarItem>
        </ToolbarContent>
      </Toolbar>
      {problem !== undefined && <ProblemAlert problem={problem} title={t("log.unread")} />}
      {log.leftOut > 0 && <p className="v2v-subtle">{t("log.leftOut", { count: log.leftOut })}</p>}
      {/* focusable, so that keys scroll it */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={end} className="v2v-log" tabIndex={0} role="log" aria-label={t("log.label")} aria-busy={!isComplete && isRunning}>
        {shown.length === 0 && problem === undefined && (
          <span className="v2v-subtle">{t(words !== "" ? "log.noneFound" : isRunning ? "log.noneYet" : "log.none")}</span>
        )}
        {shown.map(({ number, line }) => (
          <span key={number} className="v2v-log__line" data-number={number}>
            {line}
            {"\n"}
          </span>
        ))}
      </pre>
    </>
  );
}
