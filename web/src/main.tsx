import "@codegouvfr/react-dsfr/dsfr/utility/icons/icons-arrows/icons-arrows.main.min.css";
import "@codegouvfr/react-dsfr/dsfr/utility/icons/icons-business/icons-business.main.min.css";
import "@codegouvfr/react-dsfr/dsfr/utility/icons/icons-system/icons-system.main.min.css";
import "@codegouvfr/react-dsfr/dsfr/utility/icons/icons-user/icons-user.main.min.css";
import "@codegouvfr/react-dsfr/dsfr/dsfr.min.css";
import "./app/greffe.css";
import { setLink } from "@codegouvfr/react-dsfr/link";
import { start } from "@codegouvfr/react-dsfr/start";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Fournisseurs } from "./app/fournisseurs";
import { Lien } from "./app/lien";

setLink({ Link: Lien });
// A nonce is announced and none is given: the design system then injects no style element, which our
// content security policy would refuse. `greffe.css` says the colour scheme instead.
void start({
  defaultColorScheme: "system",
  verbose: false,
  doCheckNonce: true,
  trustedTypesPolicyName: "react-dsfr",
  nextParams: undefined,
});

const racine = document.getElementById("greffe");
if (racine) {
  createRoot(racine).render(
    <StrictMode>
      <Fournisseurs />
    </StrictMode>,
  );
}
