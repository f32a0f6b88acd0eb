import { createModal } from "@codegouvfr/react-dsfr/Modal";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { session } from "../api/requetes";
import { CANAL_SESSION, signalerSessionRetablie, useSessionExpiree } from "../api/session";
import type { Session } from "../api/types";
import { annoncer } from "../composants/annonces";
import { ouvrirFenetre, useRetourDuFoyer } from "../composants/fenetre";
import { adresseConnexion } from "./connexion";

const fenetre = createModal({ id: "session-expiree", isOpenedByDefault: false });

/**
 * Offers to sign in again beside the page, which keeps what was typed. The tab that signed in tells
 * this one, which takes the new session's token and goes on.
 */
export function SessionExpiree({ ouverte }: { ouverte: Session | undefined }) {
  const expiree = useSessionExpiree();
  const client = useQueryClient();

  useEffect(() => {
    const canal = new BroadcastChannel(CANAL_SESSION);
    canal.onmessage = () => {
      signalerSessionRetablie();
      fenetre.close();
      annoncer("Votre session est rétablie.");
      void client.invalidateQueries();
    };
    return () => canal.close();
  }, [client]);

  // Closed without signing in: the next refusal opens it again.
  useRetourDuFoyer(fenetre, signalerSessionRetablie);

  useEffect(() => {
    if (expiree && ouverte) ouvrirFenetre(fenetre);
  }, [expiree, ouverte]);

  const verifier = async () => {
    signalerSessionRetablie();
    await client.fetchQuery({ ...session, staleTime: 0 }).then(
      () => fenetre.close(),
      () => ouvrirFenetre(fenetre),
    );
  };

  return (
    <fenetre.Component
      title="Votre session a expiré"
      titleAs="h2"
      iconId="fr-icon-time-line"
      concealingBackdrop={false}
      buttons={[
        {
          children: "J’ai déjà rouvert ma session",
          priority: "secondary",
          doClosesModal: false,
          onClick: () => void verifier(),
        },
        {
          children: "Se reconnecter dans un nouvel onglet",
          doClosesModal: false,
          linkProps: { href: adresseConnexion("/session-retablie"), target: "_blank" },
        },
      ]}
    >
      <p>
        Votre saisie est conservée sur cette page. Reconnectez-vous dans le nouvel onglet, puis revenez ici et envoyez-la de
        nouveau.
      </p>
    </fenetre.Component>
  );
}
