import { Button, Content, List, ListItem } from "@patternfly/react-core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listOf } from "../../api/lists";
import type { Problem } from "../../api/problem";
import { toTime } from "../../api/values";
import { useMay } from "../../app/session/SessionContext";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { RelativeTime } from "../../components/RelativeTime";
import { type Host, HOSTS, hostLoadQuery, retryRemovals } from "./hosts";

/** How much a host could not remove yet, and on demand what that is. */
export function OwedRemovals({ host }: { host: Host }) {
  const { t } = useTranslation("hosts");
  const [isOpen, setOpen] = useState(false);
  const owed = listOf(useQuery({ ...hostLoadQuery(host.id), enabled: false }).data?.owed_removal);
  if (owed.length === 0 && !isOpen) return null;
  return (
    <>
      <Button variant="link" isInline onClick={() => setOpen(true)}>
        {t("owed.open", { count: owed.length })}
      </Button>
      {isOpen && <OwedRemovalsDialog host={host} owed={owed} onClose={() => setOpen(false)} />}
    </>
  );
}

interface OwedRemovalsDialogProps {
  host: Host;
  owed: { job?: string; name?: string; path?: string; since?: string; obstacle?: { message?: string } }[];
  onClose: () => void;
}

function OwedRemovalsDialog({ host, owed, onClose }: OwedRemovalsDialogProps) {
  const { t } = useTranslation("hosts");
  const mayConfigure = useMay("configure");
  const queries = useQueryClient();
  const again = useMutation<unknown, Problem>({
    mutationFn: () => retryRemovals(host.id),
    onSettled: () => queries.invalidateQueries({ queryKey: [HOSTS, "load", host.id] }),
  });
  return (
    <ConfirmDialog
      title={t("owed.title", { host: host.name })}
      confirm={t("owed.again")}
      dismiss={t("dialog.close")}
      isPending={again.isPending}
      isDisabled={!mayConfigure || owed.length === 0}
      problem={again.error}
      onConfirm={() => again.mutate()}
      onClose={onClose}
    >
      <Content component="p">{owed.length === 0 ? t("owed.done") : t("owed.text")}</Content>
      <List isPlain isBordered>
        {owed.map((each) => (
          <ListItem key={each.job}>
            <div>{t("owed.place", { name: each.name, path: each.path })}</div>
            <div className="v2v-subtle">
              <RelativeTime time={toTime(each.since)} /> {each.obstacle?.message}
            </div>
          </ListItem>
        ))}
      </List>
    </ConfirmDialog>
  );
}
