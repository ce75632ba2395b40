import { Alert, ClipboardCopy, Content, Stack, StackItem } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../api/problem";
import { commandsIn } from "./commands";
import type { Host } from "./hosts";

/** What keeps a host from converting, with the commands that help. */
export function HostProblems({ host }: { host: Host }) {
  return (
    <Stack hasGutter>
      {host.problems.map((failure) => (
        <StackItem key={`${failure.code}${failure.message}`}>
          <HostProblem failure={failure} host={host} variant="danger" />
        </StackItem>
      ))}
      {host.warnings.map((failure) => (
        <StackItem key={`${failure.code}${failure.message}`}>
          <HostProblem failure={failure} host={host} variant="warning" />
        </StackItem>
      ))}
    </Stack>
  );
}

function HostProblem({ failure, host, variant }: { failure: Failure; host: Host; variant: "danger" | "warning" }) {
  const { t } = useTranslation("hosts");
  const commands = commandsIn(failure.remedy ?? "", host.abilities?.operatingSystem ?? "");
  return (
    <Alert isInline isPlain variant={variant} title={failure.message} component="h2">
      {failure.remedy !== undefined && <Content component="p">{failure.remedy}</Content>}
      {commands.map((command) => (
        <ClipboardCopy
          key={command}
          isReadOnly
          isCode
          hoverTip={t("action.copy")}
          clickTip={t("action.copied")}
          textAriaLabel={t("command", { host: host.name })}
        >
          {command}
        </ClipboardCopy>
      ))}
    </Alert>
  );
}
