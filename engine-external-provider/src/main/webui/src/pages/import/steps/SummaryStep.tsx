import { Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, WizardFooterWrapper, useWizardContext } from "@patternfly/react-core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../api/problem";
import { isTrue, toNumber } from "../../../api/values";
import { clustersQuery } from "../../../components/cluster/clusters";
import { useFormat } from "../../../components/format";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { providersQuery } from "../../providers/providers";
import { useQueue } from "../../queue/queueQueries";
import { domainsQuery } from "../../storage/storage";
import { begin, type Finding } from "../checks";
import { type Draft, settingOf } from "../draft";
import type { SourceMachine } from "../machines";

interface SummaryStepProps {
  draft: Draft;
  machines: SourceMachine[];
  onChange: (part: Partial<Draft>) => void;
  onBegun: () => void;
}

export function SummaryStep({ draft, machines, onChange, onBegun }: SummaryStepProps) {
  const { t } = useTranslation("import");
  const format = useFormat();
  const { goToPrevStep } = useWizardContext();
  const providers = useQuery(providersQuery);
  const clusters = useQuery(clustersQuery);
  const domains = useQuery(domainsQuery);
  const queue = useQueue();
  const [refused, setRefused] = useState<Finding[]>([]);
  const beginning = useMutation<Finding[], Problem>({
    mutationFn: () => begin(draft),
    onSuccess: (findings) => {
      const bad = findings.filter((finding) => finding.problem !== undefined);
      if (bad.length === 0) {
        onBegun();
      } else {
        setRefused(bad);
        onChange({ machines: bad.map((finding) => finding.machine) });
      }
    },
  });

  const byId = new Map(machines.map((machine) => [machine.id, machine]));
  const sum = (sizes: readonly number[]) => format.bytes(sizes.reduce((all, size) => all + size, 0));
  const capacity = sum(draft.machines.map((machine) => byId.get(machine.id)?.capacity ?? 0));
  const allocations = draft.machines.map((machine) => byId.get(machine.id)?.allocation).filter((size) => size !== undefined);
  const sizeText =
    allocations.length < draft.machines.length
      ? t("summary.capacityText", { capacity })
      : t("summary.sizeText", { capacity, allocation: sum(allocations) });
  const names = (ids: string[], known: { id: string; name: string }[] | undefined) =>
    [...new Set(ids)].map((id) => known?.find((each) => each.id === id)?.name ?? id).join(", ");
  const starts = draft.machines.map((machine) => settingOf(draft, machine, "startTime")).filter((start) => start !== "").sort();
  const startText = [...new Set([starts.at(0), starts.at(-1)])].map((start) => (start === undefined ? "" : format.time(new Date(start)))).join(" – ");
  const unset = draft.machines.length - starts.length;
  const facts: [string, string][] = [
    [t("summary.source"), providers.data?.find((provider) => provider.id === draft.provider)?.name ?? ""],
    [t("summary.machines"), format.number(draft.machines.length)],
    [t("summary.clusters"), names(draft.machines.map((machine) => settingOf(draft, machine, "cluster")), clusters.data)],
    [t("summary.domains"), names(draft.machines.map((machine) => settingOf(draft, machine, "domain")), domains.data)],
    [t("summary.size"), sizeText],
    ...(starts.length === 0
      ? []
      : [[t("setting.startTime"), unset === 0 ? startText : t("summary.startTimes", { times: startText, count: unset })] satisfies [string, string]]),
    [
      t("summary.queue"),
      queue.data === undefined
        ? "–"
        : isTrue(queue.data.paused)
          ? t("summary.paused")
          : // no place: those of several owners begin in turn, and some that wait begin later
            t("summary.others", { waiting: toNumber(queue.data.waiting) ?? 0, running: toNumber(queue.data.running) ?? 0 }),
    ],
  ];

  return (
    <>
      {beginning.error && <ProblemAlert problem={beginning.error} title={t("summary.failed")} />}
      {refused.map((finding) => (
        <ProblemAlert key={finding.machine.id} problem={finding.problem!} title={t("summary.refused", { name: finding.machine.name })} />
      ))}
      <DescriptionList isHorizontal className="v2v-below">
        {facts.map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription>{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      <WizardFooterWrapper>
        <div className="v2v-buttons">
          <Button variant="secondary" onClick={() => void goToPrevStep()} isDisabled={beginning.isPending}>
            {t("back")}
          </Button>
          <Button onClick={() => beginning.mutate()} isLoading={beginning.isPending} isDisabled={beginning.isPending}>
            {t("summary.begin", { count: draft.machines.length })}
          </Button>
          {refused.length > 0 && (
            <Button variant="link" onClick={onBegun}>
              {t("summary.toMachines")}
            </Button>
          )}
        </div>
      </WizardFooterWrapper>
    </>
  );
}
