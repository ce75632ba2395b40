import { Modal, ModalBody, ModalHeader } from "@patternfly/react-core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { embedded } from "../../webadmin/embedded";
import { RenewalForm } from "../webadmin/RenewalForm";
import { ProviderSignIn } from "./ProviderSignIn";
import { fetchSession, type Session } from "./session";
import { SignInForm } from "./SignInForm";
import { onSignedInElsewhere } from "./signInWindow";
import { useShownToReaders } from "./useShownToReaders";

/** Above what was being done, which stays as it is. */
export function SessionEndedDialog({ user, onSignedIn }: { user: string; onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation();
  return (
    <Modal isOpen variant="small" aria-labelledby="session-ended" onEscapePress={() => undefined}>
      <ModalHeader
        title={t("session.endedTitle")}
        labelId="session-ended"
        description={t(embedded ? "webadmin.endedText" : "session.endedText")}
      />
      <ModalBody>
        <Renewal user={user} onSignedIn={onSignedIn} />
      </ModalBody>
    </Modal>
  );
}

/** In a part of its own, since what a dialog holds is there later than the dialog. */
function Renewal({ user, onSignedIn }: { user: string; onSignedIn: (session: Session) => void }) {
  const inner = useShownToReaders<HTMLDivElement>();
  return (
    <div ref={inner}>
      {embedded ? <RenewalForm onSignedIn={onSignedIn} /> : <SignInAgain user={user} onSignedIn={onSignedIn} />}
    </div>
  );
}

function SignInAgain({ user, onSignedIn }: { user: string; onSignedIn: (session: Session) => void }) {
  useEffect(() => {
    const ending = new AbortController();
    const forget = onSignedInElsewhere(() => {
      // not yet, if it fails: then the dialog stays
      fetchSession(ending.signal).then(onSignedIn, () => undefined);
    });
    return () => {
      ending.abort();
      forget();
    };
  }, [onSignedIn]);
  return (
    <>
      <ProviderSignIn inWindow />
      <SignInForm user={user} onSignedIn={onSignedIn} />
    </>
  );
}
