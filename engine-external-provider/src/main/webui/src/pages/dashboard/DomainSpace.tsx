import { Gallery } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Space } from "../storage/Space";
import type { Domain } from "../storage/storage";

/** How full the export domains are. */
export function DomainSpace({ domains }: { domains: Domain[] }) {
  const { t } = useTranslation("dashboard");
  if (domains.length === 0) return <p className="v2v-subtle">{t("noDomain")}</p>;
  return (
    <Gallery hasGutter minWidths={{ default: "16rem" }}>
      {domains.map((domain) => (
        <div key={domain.id}>
          <Link to={`/storage/${domain.id}`} className="v2v-long">
            {domain.name}
          </Link>
          <div>
            <Space domain={domain} />
          </div>
        </div>
      ))}
    </Gallery>
  );
}
