import { Button, Card, CardBody, Checkbox, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { ProblemAlert } from "../../components/ProblemAlert";

interface ConfirmedFieldProps {
  /** Where its texts are. */
  texts: "certificate" | "hostKey";
  onFetch: () => void;
  isFetching: boolean;
  error: Problem | null;
  /** What is needed to fetch it has not been entered. */
  isIncomplete: boolean;
  /** One is confirmed already, and stays. */
  isKept: boolean;
  /** By their names, what is to be compared; nothing before it was fetched. */
  facts: [string, ReactNode][] | undefined;
  /** What stands above the facts. */
  children?: ReactNode;
  isConfirmed: boolean;
  onConfirm: (isConfirmed: boolean) => void;
}

/** What a source shows to prove who it is: fetched, compared by a person, and confirmed. */
export function ConfirmedField({
  texts,
  onFetch,
  isFetching,
  error,
  isIncomplete,
  isKept,
  facts,
  children,
  isConfirmed,
  onConfirm,
}: ConfirmedFieldProps) {
  const { t } = useTranslation("providers");
  const id = useId();
  return (
    <div>
      {error && <ProblemAlert problem={error} title={t(`${texts}.failed`)} />}
      {facts === undefined ? (
        <>
          {isKept && <p>{t(`${texts}.kept`)}</p>}
          <Button variant="secondary" onClick={onFetch} isLoading={isFetching} isAriaDisabled={isFetching || isIncomplete}>
            {t(`${texts}.fetch`)}
          </Button>
          {isIncomplete && <span className="v2v-subtle v2v-beside">{t(`${texts}.incomplete`)}</span>}
        </>
      ) : (
        <Card isCompact variant="secondary">
          <CardBody>
            {children}
            <DescriptionList isCompact aria-label={t(`${texts}.title`)}>
              {facts.map(([term, value]) => (
                <DescriptionListGroup key={term}>
                  <DescriptionListTerm>{term}</DescriptionListTerm>
                  <DescriptionListDescription className="v2v-anywhere">{value}</DescriptionListDescription>
                </DescriptionListGroup>
              ))}
            </DescriptionList>
            <Checkbox
              id={id}
              className="v2v-confirm"
              label={t(`${texts}.confirm`)}
              isChecked={isConfirmed}
              onChange={(_event, checked) => onConfirm(checked)}
            />
          </CardBody>
        </Card>
      )}
    </div>
  );
}
