import { Button, PageSection, Wizard, WizardStep } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useSession } from "../../app/session/SessionContext";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { PageHeader } from "../../components/PageHeader";
import { useIsShown } from "../../components/useIsShown";
import { type Draft, isStartTime, newDraft, NO_SETTINGS, onNetworks, readDraft, settingOf, writeDraft } from "./draft";
import { machinesQuery } from "./machines";
import { CheckStep } from "./steps/CheckStep";
import { MachineStep } from "./steps/MachineStep";
import { SettingsStep } from "./steps/SettingsStep";
import { SourceStep } from "./steps/SourceStep";
import { SummaryStep } from "./steps/SummaryStep";

/** What an address can begin with. */
const PROVIDER = "provider";
const DOMAIN = "domain";

/** From a source to imports, in five steps; what was entered stays until they have begun or are given up. */
export default function ImportWizardPage() {
  const { t } = useTranslation("import");
  const navigate = useNavigate();
  const isShown = useIsShown();
  const queries = useQueryClient();
  const user = useSession().session.user.id;
  const [search, setSearch] = useSearchParams();
  const [entered, setDraft] = useState<Draft>(() => started(user, search));
  const [isChecked, setChecked] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [round, setRound] = useState(0);
  const machines = useQuery(machinesQuery(entered.provider));
  const known = machines.data?.machines;
  const draft = useMemo(() => onNetworks(entered, known ?? []), [entered, known]);

  useEffect(() => writeDraft(user, draft), [user, draft]);
  useEffect(() => {
    // it has been followed: whoever loads the page again, or comes back, finds what was entered since
    if (search.has(PROVIDER) || search.has(DOMAIN)) setSearch({}, { replace: true });
  }, [search, setSearch]);

  const change = (part: Partial<Draft>) => {
    setChecked(false);
    // another request than before, unless it is the same
    setDraft((before) => ({ ...before, ...part, key: crypto.randomUUID() }));
  };
  const startOver = () => {
    setAsked(false);
    setDraft(newDraft());
    setChecked(false);
    setRound((before) => before + 1);
  };
  const end = (to: string) => {
    writeDraft(user, undefined);
    void queries.invalidateQueries({ queryKey: ["imports"] });
    // whoever has gone elsewhere while the imports were asked for stays there
    if (isShown.current) void navigate(to);
  };

  const chosen = draft.machines.length;
  const isNamed = draft.machines.every((machine) => machine.name.trim() !== "");
  const isPlaced = draft.machines.every(
    (machine) => (machine.cluster || draft.common.cluster) && (machine.domain || draft.common.domain),
  );
  const isTimed = draft.machines.every((machine) => isStartTime(settingOf(draft, machine, "startTime")));
  const isSet = chosen > 0 && isNamed && isPlaced && isTimed;
  const next = (isDisabled: boolean) => ({
    nextButtonText: t("next"),
    backButtonText: t("back"),
    cancelButtonText: t("dialog.cancel"),
    isNextDisabled: isDisabled,
  });

  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={[{ title: t("navigation.machines"), to: "/machines" }]}
        actions={
          chosen > 0 ? (
            <Button variant="link" onClick={() => setAsked(true)}>
              {t("startOver")}
            </Button>
          ) : undefined
        }
      />
      <PageSection hasBodyWrapper={false} isFilled className="v2v-wizard">
        {/* another wizard with each round, at its first step */}
        <Wizard key={round} navAriaLabel={t("steps")} onClose={() => end("/machines")} isVisitRequired={false}>
          <WizardStep id="source" name={t("source.title")} footer={next(draft.provider === "")}>
            <SourceStep draft={draft} onChange={change} />
          </WizardStep>
          <WizardStep id="machines" name={t("machines.title")} isDisabled={draft.provider === ""} footer={next(chosen === 0)}>
            <MachineStep draft={draft} query={machines} onChange={change} />
          </WizardStep>
          <WizardStep id="settings" name={t("settings.title")} isDisabled={chosen === 0} footer={next(!isSet)}>
            <SettingsStep draft={draft} machines={known ?? []} onChange={change} />
          </WizardStep>
          <WizardStep id="checks" name={t("checks.title")} isDisabled={!isSet} footer={next(!isChecked)}>
            <CheckStep draft={draft} onChange={change} onChecked={setChecked} />
          </WizardStep>
          <WizardStep id="summary" name={t("summary.title")} isDisabled={!isSet || !isChecked} footer={<></>}>
            <SummaryStep draft={draft} machines={known ?? []} onChange={change} onBegun={() => end("/machines")} />
          </WizardStep>
        </Wizard>
      </PageSection>
      {isAsked && (
        <ConfirmDialog
          title={t("startOverTitle")}
          confirm={t("startOver")}
          isDanger
          isPending={false}
          onConfirm={startOver}
          onClose={() => setAsked(false)}
        >
          {t("startOverText")}
        </ConfirmDialog>
      )}
    </>
  );
}

/** What was left, unless another provider or export domain is asked for. */
function started(user: string, search: URLSearchParams): Draft {
  const provider = search.get(PROVIDER);
  const domain = search.get(DOMAIN);
  const kept = readDraft(user) ?? newDraft();
  const draft = provider !== null && provider !== kept.provider ? newDraft({ provider, common: kept.common }) : kept;
  return domain === null ? draft : { ...draft, common: { ...NO_SETTINGS, ...draft.common, domain } };
}
