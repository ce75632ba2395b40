import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../components/format";
import { StatusLabel, type Tone } from "../../components/StatusLabel";
import type { Column } from "../../components/table/columns";
import { HostLoad } from "./HostLoad";
import type { Host } from "./hosts";

const TONES: Record<string, Tone> = { up: "good", non_operational: "bad", non_responsive: "bad" };

export function useHostColumns(): Column<Host>[] {
  const { t } = useTranslation("hosts");
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: "name",
        title: t("column.name"),
        sortBy: (host) => host.name,
        width: 25,
        render: (host) => (
          <>
            <div>{host.name}</div>
            <div className="v2v-subtle">
              {host.address}:{host.port}
            </div>
          </>
        ),
      },
      {
        key: "status",
        title: t("column.status"),
        sortBy: (host) => host.status,
        render: (host) => (
          <StatusLabel tone={TONES[host.status] ?? "neutral"}>
            {t(`status.${host.status}`, { defaultValue: host.status })}
          </StatusLabel>
        ),
      },
      { key: "cluster", title: t("column.cluster"), sortBy: (host) => host.cluster.name, render: (host) => host.cluster.name },
      {
        key: "version",
        title: t("column.version"),
        width: 15,
        sortBy: (host) => host.abilities?.version,
        render: (host) =>
          host.abilities === undefined ? (
            "–"
          ) : (
            <>
              <div>{host.abilities.version || "–"}</div>
              <div className="v2v-subtle">{host.abilities.operatingSystem}</div>
            </>
          ),
      },
      {
        key: "modes",
        title: t("column.modes"),
        width: 15,
        render: (host) =>
          host.abilities === undefined ? (
            "–"
          ) : (
            <>
              <div>{host.abilities.kvm ? t("mode.kvm") : t("mode.emulation")}</div>
              <div className="v2v-subtle">
                {[
                  host.abilities.plugins.includes("vddk") ? t("mode.vddk") : t("mode.noVddk"),
                  host.abilities.virtioWin ? t("mode.windows") : t("mode.noWindows"),
                ].join(", ")}
              </div>
            </>
          ),
      },
      { key: "load", title: t("column.load"), width: 15, render: (host) => <HostLoad host={host} /> },
      {
        key: "space",
        title: t("column.space"),
        isNumber: true,
        sortBy: (host) => host.abilities?.temporaryFree,
        render: (host) => format.bytes(host.abilities?.temporaryFree),
      },
    ],
    [t, format],
  );
}
