import { Alert, Button, Divider } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer } from "../../api/client";
import { openSignInWindow, WINDOW_PAGE } from "./signInWindow";

const PAGES = "/ovirt-engine/v2v";
const RETURNED = "sign-in";
const REASONS = ["refused", "forgotten", "away", "large"];

/** The provider that knows users beside the engine, as people call it. */
function fetchProvider({ signal }: { signal: AbortSignal }): Promise<string | null> {
  return answer(
    fetch(`${PAGES}/sign-in.json`, { credentials: "omit", cache: "no-store", signal }).then(async (response) => ({
      data: ((await response.json()) as { provider?: string }).provider ?? null,
      response,
    })),
  );
}

/**
 * The way to sign in at an OpenID Connect provider, if the engine has one; and why who comes from there is not signed in.
 *
 * @param inWindow in a window of its own, so that what is under way here stays
 */
export function ProviderSignIn({ inWindow = false }: { inWindow?: boolean }) {
  const { t } = useTranslation();
  const { data: provider } = useQuery({ queryKey: ["sign-in"], queryFn: fetchProvider, staleTime: Infinity });
  if (typeof provider !== "string") return null;
  const address = new URL(window.location.href);
  const reason = REASONS.find((each) => each === address.searchParams.get(RETURNED));
  address.searchParams.delete(RETURNED);
  const page = inWindow ? WINDOW_PAGE : address.pathname.replace(PAGES, "") + address.search;
  const href = `/ovirt-engine/sso/oidc?page=${encodeURIComponent(page)}`;
  return (
    <div className="v2v-sign-in__provider">
      {reason && (
        <Alert variant="danger" isInline component="h2" role="alert" title={t(`signIn.returned.${reason}`, { provider })}>
          {t(`signIn.returned.${reason}Text`)}
        </Alert>
      )}
      <Button
        variant="secondary"
        isBlock
        component="a"
        href={href}
        target={inWindow ? "_blank" : undefined}
        onClick={(event) => {
          // a browser that opens no window follows the link into a tab
          if (inWindow && openSignInWindow(href)) event.preventDefault();
        }}
      >
        {t("signIn.at", { provider })}
      </Button>
      <Divider />
    </div>
  );
}
