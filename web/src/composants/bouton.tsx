// eslint-disable-next-line no-restricted-imports
import { Button as BoutonDsfr, type ButtonProps } from "@codegouvfr/react-dsfr/Button";
import type { Ref } from "react";

/**
 * Button of the design system that sends a form only where it says so: a button without a type sends
 * the form it stands in, and « Ajouter un défendeur » opened the dossier.
 */
export function Button({ ref, ...props }: ButtonProps & { ref?: Ref<HTMLButtonElement> }) {
  if (props.linkProps) return <BoutonDsfr {...props} />;
  return <BoutonDsfr {...props} ref={ref} type={props.type ?? "button"} />;
}
