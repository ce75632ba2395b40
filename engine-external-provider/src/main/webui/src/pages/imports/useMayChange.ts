import { useQuery } from "@tanstack/react-query";
import { EVERYWHERE, mayDo } from "../../app/session/session";
import { useSession } from "../../app/session/SessionContext";
import { providersQuery } from "../providers/providers";
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

/** Whether one that may be changed may be tried again too: to use its provider takes the same in the provider's data center. */
export function useMayRetry(): (subject: Import) => boolean {
  const { session } = useSession();
  const mayEverywhere = mayDo(session, "import", EVERYWHERE);
  const providers = useQuery({ ...providersQuery, enabled: !mayEverywhere && mayDo(session, "import") });
  return ({ external_vm_provider }) => {
    if (mayEverywhere) return true;
    const provider = providers.data?.find((each) => each.id === external_vm_provider?.id);
    return mayDo(session, "import", provider?.dataCenter.id ?? EVERYWHERE);
  };
}
