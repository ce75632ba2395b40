import { useQuery } from "@tanstack/react-query";
import { EVERYWHERE, mayDo } from "../../app/session/session";
import { useSession } from "../../app/session/SessionContext";
import { domainsQuery } from "../storage/storage";
import type { Import } from "./importQueries";

/** Whether an import may be cancelled, paused and so on, by its data center, which is that of its export domain. */
export function useMayChange(): (subject: Import) => boolean {
  const { session } = useSession();
  const mayEverywhere = mayDo(session, "import", EVERYWHERE);
  // nobody else has to be told the domains
  const domains = useQuery({ ...domainsQuery, enabled: !mayEverywhere && mayDo(session, "import") });
  return ({ storage_domain }) => {
    if (mayEverywhere) return true;
    const domain = domains.data?.find((each) => each.id === storage_domain?.id);
    return mayDo(session, "import", domain?.dataCenter.id ?? EVERYWHERE);
  };
}
