import { Button, type ButtonProps } from "@patternfly/react-core";
import { Link } from "react-router";

/** A button that leads somewhere, and can be opened in another tab. */
export function ButtonLink({ to, ...props }: Omit<ButtonProps, "component" | "onClick"> & { to: string }) {
  return <Button {...props} component={(link) => <Link {...link} to={to} />} />;
}
