import { Button, Card, CardBody, Checkbox, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { SelectField } from "../../components/form/SelectField";
import { ProblemAlert } from "../../components/ProblemAlert";
import { fetchHostKeys, type HostKey } from "./providers";

interface HostKeyFieldProps {
  url: string;
  dataCenter: string;
  host: string;
  /** As in a file .pub; empty if none is confirmed. */
  confirmed: string;
  /** One is confirmed already, and stays. */
  isKept: boolean;
  onConfirmed: (hostKey: string) => void;
}

/** Shows the ssh host keys of a Xen host, one of them to be compared and confirmed. */
export function HostKeyField({ url, dataCenter, host, confirmed, isKept, onConfirmed }: HostKeyFieldProps) {
  const { t } = useTranslation("providers");
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const fetching = useMutation<{ of: string; keys: HostKey[] }, Problem>({
    mutationFn: async () => {
      onConfirmed("");
      setChosen(0);
      return { of: url, keys: await fetchHostKeys(url.trim(), dataCenter, host) };
    },
  });
  const keys = fetching.data?.of === url ? fetching.data.keys : [];
  const key = keys[chosen];
  const isIncomplete = url.trim() === "" || (dataCenter === "" && host === "");
  return (
    <div>
      {fetching.error && <ProblemAlert problem={fetching.error} title={t("hostKey.failed")} />}
      {key === undefined ? (
        <>
          {isKept && <p>{t("hostKey.kept")}</p>}
          <Button
            variant="secondary"
            onClick={() => fetching.mutate()}
            isLoading={fetching.isPending}
            isAriaDisabled={fetching.isPending || isIncomplete}
          >
            {t("hostKey.fetch")}
          </Button>
          {isIncomplete && <span className="v2v-subtle v2v-beside">{t("hostKey.incomplete")}</span>}
        </>
      ) : (
        <Card isCompact variant="secondary">
          <CardBody>
            {keys.length > 1 && (
              <SelectField
                label={t("hostKey.choose")}
                value={String(chosen)}
                onChange={(index) => {
                  onConfirmed("");
                  setChosen(Number(index));
                }}
                options={keys.map((each, index) => ({ value: String(index), label: each.kind ?? "" }))}
              />
            )}
            <DescriptionList isCompact aria-label={t("hostKey.title")}>
              {[
                [t("hostKey.kind"), key.kind],
                [t("hostKey.fingerprint"), <code key="f">{key.fingerprint}</code>],
                [t("hostKey.compare"), <code key="c">{`ssh-keygen -lf /etc/ssh/ssh_host_${key.kind?.toLowerCase()}_key.pub`}</code>],
              ].map(([term, value]) => (
                <DescriptionListGroup key={String(term)}>
                  <DescriptionListTerm>{term}</DescriptionListTerm>
                  <DescriptionListDescription className="v2v-anywhere">{value}</DescriptionListDescription>
                </DescriptionListGroup>
              ))}
            </DescriptionList>
            <Checkbox
              id={id}
              className="v2v-confirm"
              label={t("hostKey.confirm")}
              isChecked={confirmed !== "" && confirmed === key.host_key}
              onChange={(_event, checked) => onConfirmed(checked ? (key.host_key ?? "") : "")}
            />
          </CardBody>
        </Card>
      )}
    </div>
  );
}
