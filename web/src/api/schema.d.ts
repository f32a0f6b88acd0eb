/** Made by `npm run api` from services/gateway/openapi.json: not edited by hand. */
export interface paths {
    "/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mes absences, et celles où je supplée */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Absence"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Déclare une absence, et qui supplée */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AbsenceInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Absence"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/absences/{absence_id}/retrait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire une absence */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    absence_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Absence"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/acces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les accès demandés aux papiers d’un dossier, ou de tous : les siens, et ceux que l’on accorde, autorise ou revoit */
        get: {
            parameters: {
                query?: {
                    /** @description UUID of a dossier; absent, all that the reader is told of. */
                    dossier?: string;
                    /** @description Those alone that last, wait for somebody or are to be looked over. */
                    en_cours?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Accesses"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/acces/{access_id}/etapes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accorde, refuse, retire ou revoit un accès */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    access_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessStepInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Access"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agenda/{secret}/greffe.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un agenda (iCalendar) : audiences et échéances de qui détient cette adresse secrète, sans nom de partie */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description ETag de la dernière lecture. */
                    "If-None-Match"?: string | null;
                };
                path: {
                    /** @description Tel que « Mes préférences » l’a donné. */
                    secret: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/calendar": string;
                    };
                };
                /** @description Rien n’a changé. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La même réponse pour tout ce qui n’ouvre rien. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les agents, par rôle et par chambre */
        get: {
            parameters: {
                query?: {
                    /** @description Those who hold it. */
                    role?: string;
                    /** @description Those assigned to it. */
                    chambre?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Agent"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Inscrit un agent, ou change son inscription */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AgentInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agent"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aides-juridictionnelles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le registre des demandes d’aide juridictionnelle faites avant tout pourvoi */
        get: {
            parameters: {
                query?: {
                    /** @description A number of the register, a case's number in any spelling, part of a court or of a name. */
                    q?: string;
                    /** @description `en_cours`, `decidee`, `rattachee`, `annulee`, separated by commas. */
                    etat?: string;
                    /** @description ISO day of the request, included. */
                    du?: string;
                    /** @description ISO day of the request, included. */
                    au?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Aid"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Inscrit une demande au registre */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AidFacts"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AidAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aides-juridictionnelles/proposees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les demandes de la même personne sur la même décision, pour un pourvoi que l’on saisit */
        get: {
            parameters: {
                query: {
                    /** @description Court that ruled. */
                    juridiction: string;
                    /** @description ISO day of the decision. */
                    rendue_le?: string;
                    /** @description Number of the case, in any spelling. */
                    numero?: string;
                    /** @description Name of who forms the pourvoi. */
                    demandeur: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposedAid"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aides-juridictionnelles/{aid_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une demande, et toutes ses versions */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    aid_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Aid"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aides-juridictionnelles/{aid_id}/rattachement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rattache une demande au dossier du pourvoi : ce qu’on en sait s’inscrit à son journal, à ses dates */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    aid_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AidLink"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AidLinked"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La demande est déjà rattachée, ou annulée. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La demande a changé depuis la lecture. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/aides-juridictionnelles/{aid_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Inscrit ce qu’une demande est devenue, ou corrige ce qui était inscrit */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    aid_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AidAmendment"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AidAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La demande est rattachée à un dossier. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La demande a changé depuis la lecture. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les audiences d’une chambre entre deux jours, avec les formations et les salles */
        get: {
            parameters: {
                query: {
                    /** @description Code of the chamber. */
                    chambre: string;
                    /** @description First day, ISO. */
                    du: string;
                    /** @description Last day, ISO. */
                    au: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AudienceCalendar"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Prévoit une audience ; elle reste un projet de la chambre jusqu’à sa publication */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AudienceInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Audience"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/recurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prévoit les audiences d’une règle de récurrence */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RecurrenceInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_AudienceOccurrence"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/recurrences/essai": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Les jours d’une règle de récurrence, et ceux qui seraient sautés ; ne prévoit rien */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RecurrenceInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_AudienceOccurrence"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/roles/proposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose les rôles des audiences d’une chambre, et dit pourquoi chaque autre dossier n’y est pas ; ne change rien */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RoleProposalInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoleProposal"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/{audience_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une audience : sa formation, son rôle, ce qui manque, son journal */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    audience_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Audience"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/{audience_id}/actes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enregistre un acte d’une audience : séance, composition, rôle, publication, dossier ajouté, déplacé ou retiré, tenue, clôture */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    audience_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AudienceChangeInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Audience"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/{audience_id}/actes/essai": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ce qu’un acte entraînerait : avis à refaire, journaux sollicités, constats ; ne change rien */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    audience_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AudienceChangeInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AudiencePreview"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audiences/{audience_id}/papier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le rôle publié, à imprimer (PDF) : qui siège, les intitulés et les avocats de ce que l’on peut lire */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    audience_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description L’audience ne sera pas tenue. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les avis dus par le greffe, le plus proche d’abord */
        get: {
            parameters: {
                query?: {
                    /** @description Those of one dossier. */
                    dossier?: string;
                    /** @description `a_preparer`, `a_remettre`, `en_chemin`, `a_examiner`, `en_poursuite`, `prouve`, `attendu`. */
                    place?: string;
                    /** @description Due on that day or before. */
                    avant?: string;
                    /** @description Code of a chamber. */
                    chambre?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_DueNotice"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/chiffres": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Où en sont les avis : des chiffres d’une même lecture, qui concordent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeFigures"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les derniers lots d’avis */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_NoticeBatch"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Prépare des avis ensemble, chacun pour soi */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeBatchInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeBatch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/lots/{batch_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un lot et l’état de chacun de ses avis */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeBatch"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/lots/{batch_id}/remise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remet à leurs canaux les avis prêts d’un lot */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    batch_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeBatch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/{notice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un avis et toute sa vie */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeLife"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/{notice_id}/etapes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fait avancer un avis d’une étape */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeStepInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeLife"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/avis/{notice_id}/lettre": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La lettre d’un avis, telle qu’elle est préparée, est partie, ou le serait */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    notice_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cabinets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les cabinets d’avocats aux Conseils */
        get: {
            parameters: {
                query?: {
                    /** @description Part of the name. */
                    q?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Office"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Inscrit un cabinet, ou rend celui qui porte déjà ce nom */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OfficeInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Office"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le registre des certificats : tout pour le greffe, le sien pour un demandeur */
        get: {
            parameters: {
                query?: {
                    /** @description A certificate's number, a case's number in any spelling, part of a court, a name or a reference. */
                    q?: string;
                    /** @description `a_decider`, `delivre`, `renvoye`, separated by commas. */
                    statut?: string;
                    /** @description `non_pourvoi`, `partiel`, `date_pourvoi`, separated by commas. */
                    nature?: string;
                    /** @description `partie`, `avocat`, `juridiction`, separated by commas. */
                    qualite?: string;
                    /** @description ISO day of reception, included. */
                    du?: string;
                    /** @description ISO day of reception, included. */
                    au?: string;
                    /** @description Identifier of a batch. */
                    lot?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Demand"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Demande un certificat de non-pourvoi, délivré aussitôt où aucun doute ne demeure */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DemandInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DemandAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La demande relève d’un autre greffe. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificats/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Demande les certificats de plusieurs décisions : chacune reçoit sa réponse */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BatchInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Batch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificats/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce que dit le certificat qui porte ce numéro et cette empreinte ; ouvert à tous */
        get: {
            parameters: {
                query: {
                    /** @description Its number, in any spelling. */
                    numero: string;
                    /** @description SHA-256 of its text, in hexadecimal. */
                    empreinte: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliveredCertificate"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificats/{demand_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une demande, ce que la recherche a trouvé, et le certificat délivré */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    demand_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Demand"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificats/{demand_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Décide une demande sur laquelle un doute demeure */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    demand_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RulingInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DemandAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La décision ne convient pas à ce que la recherche trouve. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La recherche trouve autre chose qu’à la lecture. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certificats/{demand_id}/papier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le certificat délivré sur une demande, à imprimer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    demand_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/chambres": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les chambres de la Cour un jour donné */
        get: {
            parameters: {
                query?: {
                    /** @description ISO day; today when absent. */
                    jour?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Chambre"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/charge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La charge d’une chambre et sa prévision, selon qui la lit ; avec d’autres réglages, ce qu’ils changeraient */
        get: {
            parameters: {
                query: {
                    /** @description Code of the chamber. */
                    chambre: string;
                    /** @description Weeks to come, 1 to 52; 13 when not said. */
                    semaines?: number;
                    /** @description Entries more or less, in hundredths of those of the past weeks. */
                    entrees?: number;
                    /** @description Audiences added, one a week. */
                    audiences?: number;
                    /** @description Dossiers that each would judge. */
                    places?: number;
                    /** @description Week of the first, 1 for the one that begins today. */
                    audiences_des?: number;
                    /** @description Magistrats at full time more or less. */
                    magistrats?: number;
                    /** @description From which week. */
                    magistrats_des?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Load"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/charge/parquet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La charge du parquet général : au procureur général avec celle de chacun, à un avocat général la sienne */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParquetLoad"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/controles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le même contrôle sur une chambre, ou sur les dossiers d’un rôle, à la fois */
        get: {
            parameters: {
                query: {
                    /** @description Code of a chamber. */
                    chambre?: string;
                    /** @description Dossiers of a rôle, by their identifiers, separated by commas. */
                    dossiers?: string;
                    /** @description `enregistrement`, `distribution`, `audiencement`, `prononce`, `notification`, `cloture`. */
                    jalon: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 50 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_GateReport"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cour": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La Cour un jour donné : chambres, sections, et les actes qui les ont faites */
        get: {
            parameters: {
                query?: {
                    /** @description ISO day of which the Court is asked; today when absent. */
                    jour?: string;
                    /** @description ISO day by whose end it was known so; today when absent. */
                    connu_le?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Court"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cour/actes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ouvre, renomme, réunit ou ferme une chambre ou une section, ou annule un tel acte */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CourtActInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CourtAct"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le registre des décisions, de la plus récente à la plus ancienne ; celles que le public attend, dans l’ordre de leurs termes */
        get: {
            parameters: {
                query?: {
                    /** @description A minute's number, an ECLI or its end, a pourvoi's number in any form. */
                    q?: string;
                    /** @description ISO day of the prononcé, included. */
                    du?: string;
                    /** @description ISO day of the prononcé, included. */
                    au?: string;
                    /** @description Codes of chambers, separated by commas. */
                    chambre?: string;
                    /** @description Codes of the public list of solutions, separated by commas. */
                    solution?: string;
                    /** @description `arret`, `ordonnance`, `avis`, separated by commas. */
                    nature?: string;
                    /** @description Codes of formations, separated by commas. */
                    formation?: string;
                    /** @description `a_mettre`, `en_cours`, `remise`, `refusee`, `retiree`, separated by commas. */
                    diffusion?: string;
                    /** @description Those that the public is owed and has not got, by their term, the nearest first; `total` counts them. */
                    dues?: boolean;
                    /** @description ISO day up to which the public is to have them, included. */
                    terme_au?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_DecisionRow"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/citations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ce que la Cour garde des décisions que cite un papier, sans rien enregistrer
         * @description Seules les citations sont envoyées, jamais le texte qui les porte. Ce que l’on ne peut connaître est dit inconnu.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CitationsInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CheckedCitation"][];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{act_id}/mise-a-disposition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Met une version à la disposition du public */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    act_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReleaseInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReleaseAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La version n’est plus celle qui a été relue. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{act_id}/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** La version qui irait au public, sans rien enregistrer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    act_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VersionInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicVersion"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ses propres dépôts ; tous, pour qui les traite */
        get: {
            parameters: {
                query?: {
                    /** @description `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`, separated by commas; all by default. */
                    etat?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Deposit"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Dépose un message : une déclaration, un mémoire, des pièces, un événement
         * @description Le message est conservé tel quel avec l’instant de sa réception, puis ce qui convient entre au journal ; le reste attend qu’un greffier le regarde. Le même message (même message_id, ou mêmes octets) déposé deux fois n’en fait qu’un et reçoit le même récépissé. Format greffe-depot/1 : /api/v1/depots/schema.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description Le message au format greffe-depot/1, 384 Kio au plus. */
            requestBody: {
                content: {
                    "application/json": number[];
                };
            };
            responses: {
                /** @description Déjà déposé : le même récépissé. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deposit"];
                    };
                };
                /** @description Enregistré. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deposit"];
                    };
                };
                /** @description Reçu : il attend. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deposit"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots/{deposit_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un dépôt : son récépissé, ce qu’il est devenu */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deposit_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DepositDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots/{deposit_id}/fichiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commence l’envoi d’un fichier par parties
         * @description Pour un fichier trop grand pour une seule demande : deux Gio au plus, cinq pour tous ceux d’un dépôt. L’identifiant du dépôt est un UUID que l’expéditeur choisit pour le dépôt qu’il prépare.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    deposit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FileInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ArrivingFile"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots/{deposit_id}/fichiers/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dit où en est l’envoi d’un fichier */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    deposit_id: string;
                    file_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ArrivingFile"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Envoie une partie d’un fichier, là où la précédente finit
         * @description La partie commence à l’octet que dit Upload-Offset, celui où l’envoi en est. Envoyée de nouveau telle quelle, une partie n’est pas écrite deux fois.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description Octets du fichier qui précèdent la partie. */
                    "Upload-Offset": number;
                };
                path: {
                    deposit_id: string;
                    file_id: string;
                };
                cookie?: never;
            };
            /** @description La partie, 8 Mio au plus. */
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ArrivingFile"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La partie n’est pas celle qui est attendue. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                411: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/depots/{deposit_id}/fichiers/{file_id}/fin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Termine un fichier : entier et d’empreinte exacte, il devient une pièce */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    deposit_id: string;
                    file_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FileEnd"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Piece"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Le fichier n’est pas entier, ou il est déjà terminé. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots/{deposit_id}/rattachement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rattache une déclaration au dossier qu’elle répète */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    deposit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AttachInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deposit"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots/{deposit_id}/refus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse un dépôt ; le motif parvient à l’expéditeur */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    deposit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RefusalInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deposit"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/depots/{deposit_id}/reparation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Répare un dépôt en attente et le passe ; les octets reçus restent */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    deposit_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RepairInput"];
                };
            };
            responses: {
                /** @description Le dépôt tel qu’il est devenu ; s’il ne convient toujours pas, il attend avec son nouveau motif. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deposit"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les distributions d’une chambre, la plus récente d’abord */
        get: {
            parameters: {
                query: {
                    /** @description Code of the chamber. */
                    chambre: string;
                    /** @description `rapporteur`, `avocat_general`. */
                    office: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_DistributionSummary"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Fait calculer la distribution d’un lot de dossiers, et la garde avec tout ce sur quoi elle repose */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DistributionInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Distribution"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions/attente": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les dossiers d’une chambre qui attendent un rapporteur ou un avocat général, ou ceux d’un magistrat à remplacer, le plus ancien d’abord */
        get: {
            parameters: {
                query: {
                    /** @description Code of the chamber. */
                    chambre: string;
                    /** @description `rapporteur`, `avocat_general`. */
                    office: string;
                    /** @description UUID of an agent whose dossiers are to be given anew, instead of those that have nobody. */
                    remplace?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_WaitingDossier"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions/{distribution_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une distribution : ses cartes, ses charges */
        get: {
            parameters: {
                query?: {
                    /** @description Works it out again from what is kept, and says whether the same bytes came. */
                    rejeu?: boolean;
                };
                header?: never;
                path: {
                    distribution_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Distribution"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions/{distribution_id}/cartes/{dossier_id}/{rang}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pourquoi elle, pourquoi pas lui : chaque personne pour une carte */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    distribution_id: string;
                    dossier_id: string;
                    rang: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_CardCandidate"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions/{distribution_id}/comparaison/{autre}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deux distributions d’une chambre côte à côte : les charges de chacune, les dossiers donnés autrement et pourquoi */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    distribution_id: string;
                    autre: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DistributionComparison"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions/{distribution_id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Valide une distribution, dont chaque carte devient une désignation proposée, ou l’abandonne */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    distribution_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DistributionSettleInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Distribution"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributions/{distribution_id}/deplacements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Donne une carte à une autre personne, ou à personne, avec un motif */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    distribution_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CardMoveInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Distribution"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les dossiers que l’on peut connaître */
        get: {
            parameters: {
                query?: {
                    /** @description A number in any form, or part of a party's name. */
                    q?: string;
                    /** @description Codes of chambers, separated by commas; `aucune` for cases that none has yet. */
                    chambre?: string;
                    /** @description Codes of stages, separated by commas. */
                    stade?: string;
                    /** @description Identifier of a rapporteur. */
                    rapporteur?: string;
                    /** @description Urgent ones alone. */
                    urgent?: boolean;
                    /** @description Closed ones too. */
                    clos?: boolean;
                    /** @description `recent`, `number`, `oldest`. */
                    tri?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Row"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Ouvre un dossier à partir d’une déclaration de pourvoi */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OpenInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Opened"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Un avertissement est à confirmer. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/acces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Demande à lire les papiers d’un dossier, avec son motif
         * @description Une demande ouvre, une fois accordée et pour un temps, les mémoires et les pièces. Une urgence, autorisée par une seconde personne, ouvre deux heures tous les papiers sauf ceux du délibéré. Une habilitation, du premier président, ouvre à un stagiaire ou à un universitaire nommé les papiers de procédure (COJ R431-7-1).
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccessInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Access"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/actes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le journal d’un dossier, le plus récent d’abord */
        get: {
            parameters: {
                query?: {
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                    /** @description Version of the journal, as a command answered it. */
                    min_version?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Act"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Enregistre un acte, ou en corrige un */
        post: {
            parameters: {
                query?: {
                    /** @description At the head of a group of joined dossiers: entered by reference in each of them too. */
                    commun?: boolean;
                };
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Recorded"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La loi ne permet pas cet acte maintenant. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Le dossier a changé. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/actes/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dit ce qu’un acte ou une correction changerait, sans rien enregistrer */
        post: {
            parameters: {
                query?: {
                    /** @description At the head of a group of joined dossiers: entered by reference in each of them too. */
                    commun?: boolean;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ActInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consequences"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/affaires-proches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les affaires proches d’un dossier, avec leurs raisons : une aide, jamais une décision */
        get: {
            parameters: {
                query?: {
                    /** @description 20 at most. */
                    size?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Neighbour"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/aides-juridictionnelles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les demandes de la même personne sur la même décision, pour un dossier ouvert */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposedAid"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/controle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le contrôle de régularité d’un dossier avant un jalon */
        get: {
            parameters: {
                query?: {
                    /** @description `enregistrement`, `distribution`, `audiencement`, `prononce`, `notification`, `cloture`; the next one when absent. */
                    jalon?: string;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GateReport"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les décisions d’un dossier, avec ce qu’elles disent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decisions"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/comparaison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare mot à mot deux versions d’un papier, ou deux variantes */
        get: {
            parameters: {
                query: {
                    /** @description Paper of the one side. */
                    de: string;
                    /** @description Its version; the last that the reader may read when absent. */
                    de_version?: number;
                    /** @description Paper of the other side. */
                    a: string;
                    /** @description Its version; the last that the reader may read when absent. */
                    a_version?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationComparison"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les papiers du délibéré que vous pouvez lire */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationPapers"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Ouvre un papier, que ses seuls auteurs lisent jusqu’à son dépôt */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeliberationInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationPaper"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers/{papier_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un papier en entier, au nom de qui le lit */
        get: {
            parameters: {
                query?: {
                    /** @description The last that the reader may read when absent. */
                    version?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                    papier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationReading"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/commentaires": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Commente une version */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                    papier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeliberationCommentInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationComment"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/depot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dépose la dernière version, que les relecteurs lisent alors */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                    papier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeliberationDepositInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationPaper"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/etat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dit qu’une version déposée est relue, puis délibérée ; d’un projet, que la formation l’a adopté */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                    papier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeliberationStateInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationPaper"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/imprime": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un papier en PDF, le nom de qui le lit en travers de chaque page */
        get: {
            parameters: {
                query?: {
                    /** @description The last that the reader may read when absent. */
                    version?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                    papier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enregistre une version, qui repose sur celle qu’elle nomme */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                    papier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeliberationVersionInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeliberationSaved"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/designations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les désignations proposées pour un dossier, la plus récente d’abord */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Proposal"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Propose une chambre, un rapporteur ou un avocat général */
        post: {
            parameters: {
                query?: {
                    /** @description Version of the journal, as a command answered it. */
                    min_version?: number;
                };
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DesignationInput"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Proposed"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/disjonction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sort des dossiers du groupe joint à ce dossier de tête */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue du dossier de tête, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    /** @description Le dossier de tête. */
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["JoinderInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Joined"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Un des dossiers n’est pas du groupe. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Le dossier ou le groupe a changé. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/echeances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les échéances d’un dossier, avec la raison de chaque date */
        get: {
            parameters: {
                query?: {
                    /** @description Version of the journal, as a command answered it. */
                    min_version?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deadlines"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/echeances/{deadline_id}/fiche": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La fiche de calcul d’un délai */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                    deadline_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/echeances/{deadline_id}/historique": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce qui a été enregistré d’une échéance, le plus récent d’abord */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                    deadline_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Deadline"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/empechements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce qui s’oppose à ce que des magistrats connaissent d’un dossier */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Impediment"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Déclare un empêchement, ou en retire un */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImpedimentInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Impediment"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/fiches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les fiches des décisions rendues dans le dossier, telles qu’elles les énoncent */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Sheet"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Garde la fiche d’une décision ; la même source une seconde fois en fait une nouvelle version */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Sheet"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SheetKept"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/inventaire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les pièces que la procédure exige : présentes, manquantes, demandées */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Inventory"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/jonction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joint des dossiers sous ce dossier de tête, tous ou aucun */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue du dossier de tête, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    /** @description Le dossier de tête. */
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["JoinderInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Joined"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Un des dossiers ne peut pas être joint. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Le dossier ou le groupe a changé. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/jonction/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dit, dossier par dossier, ce qu’une jonction ferait, sans rien enregistrer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Le dossier de tête. */
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["JoinderPreviewInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JoinderEffects"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/liens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les liens personnels d’un dossier, le dernier délivré d’abord */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_PersonalLink"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Délivre un lien personnel à une partie sans avocat ; ses secrets ne sont dits que cette fois */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LinkInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LinkIssued"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Un avocat est constitué pour cette partie. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/modifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Modifie ce dont un dossier se compose : un acte motivé */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AmendmentInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Amended"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La modification n’est pas possible maintenant. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Le dossier a changé. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/modifications/consequences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dit ce qu’une modification changerait, sans rien enregistrer */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AmendmentInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consequences"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/moment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le dossier tel qu’il était un jour, avec ce qu’on en savait */
        get: {
            parameters: {
                query?: {
                    /** @description ISO day: the case as it was. The day on which it was known, else today. */
                    jour?: string;
                    /** @description ISO day: with what was journalled by its end. Today when absent. */
                    connu_le?: string;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AtMoment"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/moment/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce qui a changé d’un moment à un autre : les actes, leurs auteurs, leurs motifs, leurs effets */
        get: {
            parameters: {
                query?: {
                    /** @description The first: ISO day of the case. */
                    de_jour?: string;
                    /** @description The first: ISO day of what was known. */
                    de_connu_le?: string;
                    /** @description The second: ISO day of the case. */
                    a_jour?: string;
                    /** @description The second: ISO day of what was known. */
                    a_connu_le?: string;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MomentDifference"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/moyens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les moyens que plaident les mémoires, tels qu’ils furent relevés en dernier */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Grounds"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/orientation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les chambres que suggèrent les dossiers déjà attribués, avec leurs raisons ; qui propose la chambre décide */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Orientation"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/papiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fait un papier et le garde comme pièce, qu’un acte nommera */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Piece"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/papiers/apercu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** L’aperçu d’un papier */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/papiers/controle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ce qu’un papier contiendrait, d’où cela vient, et ce qui lui manque */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaperInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PaperCheck"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les parties d’un dossier, par pages */
        get: {
            parameters: {
                query?: {
                    /** @description Part of a name. */
                    q?: string;
                    /** @description `demandeur`, `defendeur`, `intervenant`. */
                    role?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PartyPage"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/passages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Demande à passer un jalon que l’on n’a pas pu contrôler, ou que la loi laisse à un magistrat ; au dossier de tête, pour tout le groupe */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PassageInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GatePassage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Il n’y a rien à passer. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/pieces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les pièces d’un dossier, dans l’ordre du journal */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Piece"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/provenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** D’où vient chaque champ d’un dossier repris : fichier, ligne, valeur d’origine */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Origin"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/recueil": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Des pièces choisies du dossier, réunies en un PDF paginé ou en une archive
         * @description Le PDF a une couverture, un sommaire dont chaque ligne mène à sa pièce, des signets et une pagination continue ; l’archive ZIP, un manifeste des empreintes SHA-256. Les mêmes pièces dans le même ordre donnent les mêmes octets. Chaque pièce est lue au nom de l’appelant, et sa lecture inscrite.
         */
        get: {
            parameters: {
                query: {
                    /** @description UUIDs, séparés par des virgules, dans l’ordre du recueil. */
                    pieces: string;
                    /** @description `pdf` ou `zip`. */
                    format: string;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/representations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Qui représentait qui, un jour donné ou depuis l’ouverture */
        get: {
            parameters: {
                query?: {
                    /** @description ISO day; every interval when absent. */
                    date?: string;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Representation"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier_id}/taches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les tâches d’un dossier */
        get: {
            parameters: {
                query?: {
                    /** @description Closed ones too. */
                    clos?: boolean;
                    /** @description `equipe` (the usual one), `miennes`, `libres`, `differees`. */
                    vue?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                    /** @description Version of the journal, as a command answered it. */
                    min_version?: number;
                };
                header?: never;
                path: {
                    dossier_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Task"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un dossier, par son identifiant ou par son numéro sous toutes ses formes */
        get: {
            parameters: {
                query?: {
                    /** @description Version of the journal, as a command answered it. */
                    min_version?: number;
                };
                header?: never;
                path: {
                    /** @description UUID ou numéro. */
                    dossier: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Dossier"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/droit/en-vigueur": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Met une version du droit en vigueur */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LawInForceInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LawInForce"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/droit/essais": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Essaie une version du droit sur les dossiers ouverts, sans rien y changer */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LawTrialInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LawTrial"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/droit/essais/{essai}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un essai : où il en est, ce qui bougerait */
        get: {
            parameters: {
                query?: {
                    /** @description `echeance`, `tache`, `stade` ...: one kind alone. */
                    nature?: string;
                    /** @description As the page before gave it. */
                    apres?: number;
                    /** @description Rows, 500 at most. */
                    size?: number;
                };
                header?: never;
                path: {
                    /** @description Identifiant de l’essai. */
                    essai: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LawTrialPage"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/droit/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les versions du droit : en vigueur, connues, essayées */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LawVersions"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/droit/versions/{version}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce qui change d’une version du droit à une autre */
        get: {
            parameters: {
                query?: {
                    /** @description The earlier version; the one carried before it when absent. */
                    depuis?: string;
                };
                header?: never;
                path: {
                    /** @description La version postérieure. */
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LawDifferences"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/echeances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les échéances qui approchent */
        get: {
            parameters: {
                query?: {
                    /** @description Within so many days, 90 at most; 30 by default. */
                    dans?: number;
                    /** @description Codes of chambers, separated by commas. */
                    chambre?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Deadline"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flux": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les changements, en direct
         * @description Événements : `dossier` et `audience` (ce qui a changé) et `resync` (tout relire). La reprise se fait par Last-Event-ID.
         */
        get: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Dernier identifiant reçu. */
                    "Last-Event-ID"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["Hint"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jonctions-possibles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les dossiers d’une chambre qui pourraient être joints, avec leurs raisons : une aide, jamais une décision */
        get: {
            parameters: {
                query: {
                    /** @description Code of the chamber; `aucune` for the dossiers that no chamber has yet. */
                    chambre: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 50 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["JoinderPage"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal-acces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Qui a lu quoi : le journal des accès aux papiers, pour l’auditeur ; le consulter s’y inscrit */
        get: {
            parameters: {
                query?: {
                    /** @description UUID of a dossier, or number of a pourvoi. */
                    dossier?: string;
                    /** @description Subject of a person of the register. */
                    personne?: string;
                    /** @description ISO day, included. */
                    du?: string;
                    /** @description ISO day, included. */
                    au?: string;
                    /** @description Refusals alone. */
                    refus?: boolean;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_TrailRow"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal-acces/delibere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Que le délibéré a été consulté, par qui et quand, et rien de quoi */
        get: {
            parameters: {
                query?: {
                    /** @description UUID of a dossier, or number of a pourvoi. */
                    dossier?: string;
                    /** @description Subject of a person of the register. */
                    personne?: string;
                    /** @description ISO day, included. */
                    du?: string;
                    /** @description ISO day, included. */
                    au?: string;
                    /** @description Refusals alone. */
                    refus?: boolean;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_TrailRow"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/juridictions/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce que la base des juridictions sait d’une décision attaquée : une proposition, que le greffier reprend ou non */
        get: {
            parameters: {
                query: {
                    /** @description Court that rendered it, as it is entered. */
                    juridiction: string;
                    /** @description ISO day; this or the number. */
                    jour?: string;
                    /** @description Number of the case there. */
                    numero?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CourtDecisions"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/liens/{link_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Met fin à un lien, et aux consultations qu’il a ouvertes */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    link_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LinkEndInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonalLink"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/magistrats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les magistrats d’une chambre, avec leurs absences et leurs décharges */
        get: {
            parameters: {
                query?: {
                    /** @description Code of a chamber; all when absent. */
                    chambre?: string;
                    /** @description ISO day; today when absent. The register as it was known at the end of that day. */
                    jour?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Magistrate"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Inscrit ce que le registre sait d’un magistrat */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MagistrateInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Magistrate"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/magistrats/absences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Inscrit une absence ou une décharge, ou en retire une */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MagistrateAbsenceInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MagistrateAbsence"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les minutes que le greffe de vos chambres doit établir, ou faire signer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DueMinutes"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mises-a-disposition/{act_id}/retrait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire une version mise à la disposition du public ; `act_id` est l’acte qui l’a remise */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets. */
                    "If-Match"?: string | null;
                };
                path: {
                    act_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WithdrawInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReleaseAnswer"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientation/regles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les jeux de règles d’orientation : entre les chambres, et dans chacune */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_OrientationSet"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientation/regles/{ressort}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un jeu de règles : ses versions, celle en vigueur, où ses règles peuvent envoyer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description `entre_chambres`, ou le code d’une chambre. */
                    ressort: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrientationSetDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientation/regles/{ressort}/en-vigueur": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Met une version en vigueur, au vu de son essai du jour */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    /** @description `entre_chambres`, ou le code d’une chambre. */
                    ressort: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrientationInForceInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrientationInForce"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientation/regles/{ressort}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Écrit une version nouvelle d’un jeu de règles ; rien ne change avant sa mise en vigueur */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                    /** @description Version lue, entre guillemets ; absente avant la première. */
                    "If-Match"?: string | null;
                };
                path: {
                    /** @description `entre_chambres`, ou le code d’une chambre. */
                    ressort: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrientationRulesInput"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrientationVersion"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Les règles ont changé depuis la lecture. */
                412: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orientation/regles/{ressort}/versions/{version}/essai": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Essaie une version sur les dossiers déjà attribués, sans rien y changer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description `entre_chambres`, ou le code d’une chambre. */
                    ressort: string;
                    version: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrientationTrial"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pannes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les pannes de la voie de dépôt, la plus récente d’abord */
        get: {
            parameters: {
                query?: {
                    /** @description ISO day, included. */
                    du?: string;
                    /** @description ISO day, included. */
                    au?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Outage"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pannes/{outage_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le certificat d’une panne, les dépôts et les échéances qu’elle concerne */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    outage_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Certificate"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/papiers/modeles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les modèles de papiers en vigueur aujourd’hui */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PaperTemplate"][];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/papiers/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce qui est sorti scellé de la Cour sous cette empreinte ; ouvert à tous */
        get: {
            parameters: {
                query: {
                    /** @description SHA-256 of the whole file, in hexadecimal: the file itself stays where it is. */
                    empreinte: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SealedPaper"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/passages/{passage_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirme un passage, et ceux qui furent demandés avec lui, par une autre personne que celle qui l’a demandé */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    passage_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GatePassage"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Le passage est déjà confirmé ou n’est plus valable. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Dépose une pièce ; un acte la nomme ensuite */
        post: {
            parameters: {
                query: {
                    /** @description `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`. */
                    kind: string;
                    /** @description Name of the file. */
                    nom: string;
                };
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description Le fichier, tel quel, avec son Content-Type ; 50 Mio au plus. */
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Piece"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une pièce : ce que ses contrôles ont trouvé, où en est la lecture de son texte */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Piece"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/contenu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Le contenu d’une pièce, ou une partie de ses octets
         * @description Avec `Range: bytes=DE-A`, seuls ces octets sont donnés (206). Chaque partie est décidée comme le tout ; la lecture est inscrite une fois, à l’ouverture, pour l’heure qui suit. Aucun octet d’une partie n’est donné avant d’avoir été comparé à ce qui fut reçu. Avec `forme=archivage`, la copie PDF/A est donnée, entière ; avec `forme=signee`, la minute telle qu’elle fut signée en dernier.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `1` shows it in the page where its type allows; else it is downloaded. */
                    affichage?: number;
                    /** @description `archivage` : la copie PDF/A ; `signee` : la minute telle qu’elle fut signée en dernier. Sans elle, ce qui fut reçu. */
                    forme?: "original" | "archivage" | "signee";
                };
                header?: {
                    /** @description Une seule étendue, par son premier octet ; sans elle, tout le fichier. */
                    Range?: string | null;
                };
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                /** @description La partie demandée. */
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": number[];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description L’étendue commence après la fin du fichier. */
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/controle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Contrôle de nouveau une pièce refusée, en attente de l’antivirus, ou saine : elle n’est pas servie d’ici là
         * @description Pour ceux qui tiennent le dossier. Où un contrôle est déjà en cours, rien ne change ; `control` de la réponse, puis de `GET /pieces/{piece_id}`, dit où il en est.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Piece"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/minute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La minute d’une décision : qui l’a signée, et ce que l’appelant peut en faire */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Minute"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/minute/main": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Constate que la minute sur papier a été signée à la main ; de nouveau, corrige ce constat */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HandSignatureInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Minute"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/minute/signatures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reçoit la minute signée : le fichier donné par `GET /pieces/{piece_id}/contenu?forme=signee`, avec une signature PAdES de plus
         * @description Le fichier doit être celui qui fut donné, octet pour octet, suivi d’une signature de l’appelant et de rien d’autre. La signature, le certificat, son titulaire et son autorité sont contrôlés avant d’être reçus (CPC 456).
         */
        post: {
            parameters: {
                query: {
                    /** @description `president` ou `greffier`. */
                    qualite: string;
                    /** @description D’un juge qui signe à la place de qui présidait : l’empêchement de celui-ci. */
                    empechement?: string;
                };
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            /** @description La minute signée, un PDF. */
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Minute"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/mots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Les pages d’une pièce qui disent des mots, et combien de fois
         * @description Dans le texte que le service garde de chaque page, lu dans le fichier ou reconnu sur son image. `progress` dit où en est cette lecture : ce qui n’est pas encore lu n’est pas trouvé.
         */
        get: {
            parameters: {
                query: {
                    /** @description Words as they follow one another; neither case nor accents count. */
                    q: string;
                };
                header?: never;
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WordsFound"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pieces/{piece_id}/texte": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le texte d’une page d’une pièce */
        get: {
            parameters: {
                query?: {
                    /** @description À partir de 1. */
                    page?: number;
                };
                header?: never;
                path: {
                    piece_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PageText"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce que j’ai choisi : mon bulletin par courriel, mon agenda */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Preferences"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preferences/agenda": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Donne à mon agenda une adresse secrète nouvelle, à la place de la précédente ; elle n’est dite que cette fois */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarTurned"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preferences/agenda/fermeture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retire l’adresse de mon agenda : elle n’ouvre plus rien */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarTurned"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preferences/bulletin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choisit ce que mon bulletin contient et quand il vient */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DigestInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DigestChoice"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Aucun courriel ne part d’ici. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recherche": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cherche dans les dossiers, les parties, les décisions, les moyens et les pièces que l’on peut lire
         * @description Les réponses des dossiers et celles des pièces sont données tour à tour, chacune dans l’ordre de sa liste, où la plus proche est la première : leurs rangs ne se comparent pas d’une liste à l’autre. Une pièce est trouvée par son texte ou par le nom de son fichier, qui passe avant.
         */
        get: {
            parameters: {
                query: {
                    /** @description Words, names, numbers in any form, articles. */
                    q: string;
                    /** @description `dossier`, `partie`, `decision`, `moyens`, `piece`, separated by commas; none: all. */
                    genre?: string;
                    /** @description Codes of chambers, separated by commas; `aucune` for none. */
                    chambre?: string;
                    /** @description ISO day, included: of the pourvoi, of the decision, of the reception. */
                    du?: string;
                    /** @description ISO day, included. */
                    au?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 50 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchPage"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recherches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les recherches que je garde */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_SavedSearch"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Garde une recherche sous un nom ; celle qui le portait déjà prend ses filtres */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SearchInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedSearch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recherches/{search_id}/oubli": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Oublie une recherche, et cesse de la suivre */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    search_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedSearch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le référentiel : chambres, stades, procédures, types d’actes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Reference"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/actes/{acte}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un type d’acte : les délais et les tâches qu’il ouvre et ferme, les avis qu’il rend nécessaires */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path: {
                    /** @description Nom du type d’acte. */
                    acte: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActTypeDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/avis/{avis}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un avis ou une notification que veut la loi : destinataire, mode, mentions, preuve */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path: {
                    /** @description Identifiant de l’avis. */
                    avis: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/controles/{controle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un contrôle : ce qu’il regarde, ce qu’il arrête, ce qui le corrige */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path: {
                    /** @description Identifiant du contrôle. */
                    controle: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ControlDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/droit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tout ce que connaît le droit appliqué : procédures, règles, avis, tâches, contrôles, actes */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LawIndex"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/procedures/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une procédure : stades, actes possibles, jalons, délais, avis, tâches */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path: {
                    /** @description Code de la procédure. */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProcedureDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/regles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le droit appliqué : toutes les règles de délai */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Rules"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/regles/{regle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une règle de délai, avec son texte, ses effets et ses exemples */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path: {
                    /** @description Identifiant de la règle. */
                    regle: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RuleDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/referentiel/taches/{tache}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Une tâche : qui la doit, quand, ce qui la clôt */
        get: {
            parameters: {
                query?: {
                    /** @description A version that the program carries; the newest when absent. */
                    version?: string;
                };
                header?: never;
                path: {
                    /** @description Code de la tâche. */
                    tache: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskDetail"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les rôles publiés entre deux jours ; ouvert à tous */
        get: {
            parameters: {
                query?: {
                    /** @description Code of the chamber; all when absent. */
                    chambre?: string;
                    /** @description First day, ISO; today when absent. */
                    du?: string;
                    /** @description Last day, ISO; sixty days after the first when absent. */
                    au?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicRoles"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles/greffe.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** L’agenda (iCalendar) des rôles publiés, d’il y a un mois à dans six ; ouvert à tous */
        get: {
            parameters: {
                query?: {
                    /** @description Code of the chamber; all when absent. */
                    chambre?: string;
                };
                header?: {
                    /** @description ETag de la dernière lecture. */
                    "If-None-Match"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/calendar": string;
                    };
                };
                /** @description Rien n’a changé. */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles/{audience_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Un rôle publié, avec le numéro de ses affaires dans l’ordre de leur appel ; ouvert à tous */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    audience_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicRole"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/roles/{audience_id}/papier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le même, à imprimer (PDF) ; ouvert à tous */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    audience_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description L’audience ne sera pas tenue. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** La session de ce navigateur */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/simulation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calcule des délais sans dossier */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Lines"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Lines"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Le stock, par chambre et par stade */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Stock"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stock/durees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Les durées du pourvoi à la décision, par année de clôture, avant et après la reprise */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Durations"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivi": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Son affaire, telle que la partie peut la voir */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowedCase"];
                    };
                };
                /** @description Le suivi n’est pas ouvert, ou ne l’est plus. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivi/fermeture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ferme le suivi */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivi/memoires": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remet son mémoire personnel, où la loi le permet */
        post: {
            parameters: {
                query: {
                    /** @description Name of the file. */
                    nom: string;
                };
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            /** @description Le fichier, tel quel, avec son Content-Type ; 50 Mio au plus. */
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                /** @description Déjà déposé. */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowedDeposit"];
                    };
                };
                /** @description Enregistré. */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowedDeposit"];
                    };
                };
                /** @description Reçu : le greffe l’examine. */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowedDeposit"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La loi veut un avocat. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivi/ouverture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ouvre le suivi de son affaire avec son lien personnel et le code remis par le greffe ; ouvert à tous */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OpenFollowInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FollowOpened"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description La même réponse pour tout ce qui n’ouvre rien. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ce que je suis, et ce qui y est arrivé */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Watch"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Suit un dossier, une personne, le rôle d’une chambre, une recherche que l’on garde */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WatchInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivis/{follow_id}/fin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cesse de suivre */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    follow_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/suivis/{follow_id}/lecture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marque comme lues les nouvelles de ce que je suis */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    follow_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Watch"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mes tâches et mes alertes, les plus pressantes d’abord */
        get: {
            parameters: {
                query?: {
                    /** @description Closed ones too. */
                    clos?: boolean;
                    /** @description `equipe` (the usual one), `miennes`, `libres`, `differees`. */
                    vue?: string;
                    /** @description As the page before gave it. */
                    cursor?: string;
                    /** @description Rows, 200 at most. */
                    size?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Task"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taches/gestes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Un même geste sur plusieurs tâches : un résultat par ligne, un aperçu d’abord si on le demande, et le retour par un geste contraire */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GestureInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GestureDone"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/taches/{task_id}/prise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prend une tâche, ou la rend */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Un UUID neuf par intention. */
                    "Idempotency-Key": string;
                };
                path: {
                    task_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ClaimInput"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An absence, and who stands in. */
        Absence: {
            absence_id: string;
            delegate: string;
            ended: boolean;
            /** @description ISO days, both included. */
            from_day: string;
            reason?: string | null;
            subject: string;
            to_day: string;
        };
        /** @description An absence of one's own. */
        AbsenceInput: {
            /** @description Subject of the colleague who stands in. */
            delegate: string;
            /** @description ISO days, both included. */
            from_day: string;
            reason?: string;
            to_day: string;
        };
        /** @description An access to the papers of a dossier. */
        Access: {
            /** @description UUID. */
            access_id: string;
            /** @description Who reads: who asked, or whom it names. */
            agent_id: string;
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description Code of the chamber seised. */
            chambre?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description Number of the pourvoi. */
            dossier_number?: string | null;
            /** @description `demande`, `urgence`, `habilitation`. */
            kind: string;
            /** @description Steps that the reader may take: `accord`, `refus`, `retrait`, `revue`. */
            may: string[];
            /** @description Whether the reader of this reads by it. */
            own: boolean;
            /** @description `demandee`, `ouverte`, `refusee`, `retiree`, `echue`, `revue`. */
            state: string;
            /** @description In order, the first being the request. */
            steps: components["schemas"]["AccessStep"][];
            /** @description RFC 3339: until when papers are read. */
            until?: string | null;
            /**
             * Format: int64
             * @description Given back with the next step.
             */
            version: number;
        };
        /** @description An access that is asked. */
        AccessInput: {
            /** @description Of an `habilitation`: to whom. */
            agent_id?: string | null;
            /** @description ISO day: the last of an `habilitation`. */
            jusqu_au?: string | null;
            /** @description `demande`, `urgence` or `habilitation`. */
            kind: string;
            /** @description Why: 10 to 500 characters. */
            motif: string;
        };
        /** @description What was done about an access. */
        AccessStep: {
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description RFC 3339. */
            at: string;
            /** @description In words. */
            reason?: string | null;
            /** @description `demande`, `accord`, `refus`, `retrait`, `revue`. */
            step: string;
        };
        /** @description A step to take. */
        AccessStepInput: {
            /** @description ISO day: the last of a request that is granted. */
            jusqu_au?: string | null;
            /** @description Why: 10 to 500 characters; of an `accord`, none is needed. */
            motif?: string | null;
            /** @description `accord`, `refus`, `retrait`, `revue`. */
            step: string;
            /**
             * Format: int64
             * @description Version that was read.
             */
            version: number;
        };
        /** @description Accesses that the reader is told of. */
        Accesses: {
            /** @description Newest first, 200 at most. */
            items: components["schemas"]["Access"][];
            /** @description What the reader may ask of the dossier named: `demande`, `urgence`, `habilitation`. */
            may_ask: string[];
        };
        /** @description An act as shown. */
        Act: {
            /** @description UUID. */
            act_id: string;
            /** @description `fait_recu`, `acte_de_la_cour`. */
            class: string;
            /** @description Number of the head whose act this one enters by reference: it is corrected there. */
            common_head_number?: string | null;
            /** @description The fields of its type: the schema of that name. */
            corps: Record<string, never>;
            /** @description By name: an ISO day, an RFC 3339 instant, or `inconnue`. */
            dates: {
                [key: string]: string;
            };
            /**
             * Format: int32
             * @description For an act of a head: in how many joined dossiers it is entered by reference.
             */
            entered_elsewhere: number;
            /** @description Type. */
            kind: string;
            /** @description What people read. */
            label: string;
            /** @description Pieces that it names. */
            piece_ids: string[];
            /** @description What it touches. */
            portee: components["schemas"]["Scope"];
            /** @description Why, for a correction. */
            reason?: string | null;
            /** @description RFC 3339. */
            recorded_at: string;
            /** @description Name of who recorded it, or the system. */
            recorded_by: string;
            /** @description Act that this one speaks of. */
            refers_to?: string | null;
            /** @description Act that corrects this one. */
            superseded_by?: string | null;
            /** @description Act that this one corrects. */
            supersedes?: string | null;
            /**
             * Format: int64
             * @description Place in the journal.
             */
            version: number;
        };
        /** @description A date that acts of a type carry. */
        ActDate: {
            /** @description What people read. */
            label: string;
            /** @description Name in `dates`. */
            name: string;
            /** @description Whether it must be stated, if only as `inconnue`. */
            required: boolean;
        };
        /** @description An act as entered. */
        ActInput: {
            /** @description The fields of its type: the schema of that name. */
            corps?: Record<string, never> | null;
            /** @description By name: an ISO day, an RFC 3339 instant, or `inconnue`. */
            dates?: {
                [key: string]: string;
            };
            decision?: components["schemas"]["DecisionWords"] | null;
            portee?: components["schemas"]["Scope"] | null;
            /** @description Why: required for a correction. */
            reason?: string | null;
            /**
             * Format: uuid
             * @description Act that this one speaks of.
             */
            refers_to?: string | null;
            /**
             * Format: uuid
             * @description Act that this one corrects.
             */
            supersedes?: string | null;
            /**
             * @description Act type of the catalogue.
             * @example memoire_depose
             */
            type: string;
        };
        /** @description An act recorded since. */
        ActSince: {
            /** @description Type of the act. */
            kind: string;
            /** @description What people read. */
            label: string;
            /** @description RFC 3339. */
            recorded_at: string;
            /**
             * Format: int64
             * @description Place in the journal.
             */
            version: number;
        };
        /** @description A type of act. */
        ActType: {
            /** @description `fait_recu`, `acte_de_la_cour`. */
            class: string;
            /** @description Its dates; the first places it in time. */
            dates: components["schemas"]["ActDate"][];
            /** @description Its fields, in `corps`. */
            fields: components["schemas"]["Field"][];
            /** @description Name of the type. */
            kind: string;
            /** @description What people read. */
            label: string;
        };
        /** @description A type of act, and what follows from it. */
        ActTypeDetail: components["schemas"]["LawHead"] & {
            /** @description Checks that look at it. */
            checks: components["schemas"]["LawEntry"][];
            /** @description `fait_recu`, `acte_de_la_cour`. */
            class: string;
            /** @description Its dates, the first places it in time. */
            dates: string[];
            /** @description Its fields. */
            fields: string[];
            /** @description Stages that it brings a dossier to, or out of. */
            moves: components["schemas"]["Label"][];
            /** @description Notices that it makes due. */
            notices_due: components["schemas"]["LawEntry"][];
            /** @description Notices that it proves. */
            notices_proved: components["schemas"]["LawEntry"][];
            /** @description Rules whose terms it starts. */
            opens: components["schemas"]["LawEntry"][];
            /** @description Why nothing follows from it, empty where something does. */
            quiet: string;
            /** @description What to do when it is refused, empty when nothing is written. */
            remedy: string;
            /** @description Rules whose terms it satisfies. */
            satisfies: components["schemas"]["LawEntry"][];
            /** @description Stages that admit or expect it. */
            stages: components["schemas"]["Label"][];
            /** @description Tasks that it closes. */
            tasks_closed: components["schemas"]["LawEntry"][];
            /** @description Tasks that it may open. */
            tasks_opened: components["schemas"]["LawEntry"][];
            /** @description Rules whose terms it interrupts, moves, shortens or ends. */
            touches: components["schemas"]["LawEntry"][];
        };
        /** @description An act was recorded by mistake: the act it supersedes counts no more, nothing stands in its place. */
        ActeAnnule: Record<string, never>;
        /** @description A party asked the commission or the court for acts of inquiry. */
        ActesDemandes: {
            /**
             * @description `actes`, `copies`, `suspension`, `mise_en_liberte`.
             * @default
             */
            objet: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description The address of a party changed: it stays in the dossier service. */
        AdresseChangee: {
            /**
             * Format: int32
             * @description Version of the identity that counts from here on.
             * @default 0
             */
            identity_version: number;
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
        };
        /** @description The case is ready to be heard. Says nothing of the délibéré. */
        AffaireEnEtatDeJuger: Record<string, never>;
        /** @description Another case has to do with this one: each journal says so. */
        AffaireLiee: {
            /** @default null */
            dossier: components["schemas"]["Id"] | null;
            /**
             * @description `anterieure`, `connexe`, `meme_decision`, `apres_renvoi`, `rabat`.
             * @default
             */
            lien: string;
            /**
             * @description Number of the other case, as it is printed.
             * @default
             */
            number: string;
        };
        /** @description A person, or a program, of the register. */
        Agent: {
            /** @description UUID. */
            agent_id: string;
            /** @description Assigned to today. */
            chambres: string[];
            /** @description Name to show. */
            display_name: string;
            /** @description Office of an avocat aux Conseils. */
            office_id?: string | null;
            /** @description Held today. */
            roles: string[];
            /** @description Section of the chamber that they serve; a magistrate's is on their sheet. */
            section?: string | null;
            /** @description Subject of the identity provider. */
            subject: string;
            /** @description A suspended agent cannot sign in. */
            suspended: boolean;
            /**
             * Format: int64
             * @description Version of the record, given back when it is changed.
             */
            version: number;
        };
        /** @description An agent to add or change. */
        AgentInput: {
            /** @description Absent for a new one. */
            agent_id?: string | null;
            /** @description Chambers. */
            chambres?: string[];
            /** @description Name to show. */
            display_name: string;
            /** @description Office of an avocat aux Conseils. */
            office_id?: string | null;
            /** @description Roles. */
            roles: string[];
            /** @description Section of the chamber that they serve, empty for none; absent, the one that the register has. */
            section?: string | null;
            /** @description Subject of the identity provider. */
            subject: string;
            /** @description Whether it may no longer sign in. */
            suspended?: boolean;
            /**
             * Format: int64
             * @description Version that was read; absent for a new one.
             */
            version?: number;
        };
        /** @description A request of legal aid made before any pourvoi. */
        Aid: {
            /** @description UUID. */
            aid_id: string;
            /** @description Where it is linked; `null` when the dossier is closed to the reader. */
            dossier_id?: string | null;
            /** @description Number of that dossier. */
            dossier_number?: string | null;
            /** @description What is known. */
            facts: components["schemas"]["AidFacts"];
            /** @description RFC 3339. */
            linked_at?: string | null;
            /**
             * @description Of the register.
             * @example AJ-2026-00001
             */
            number: string;
            /** @description Name of the office designated. */
            office_name?: string | null;
            /** @description What the reader may do: `tenir_registre_aides`. */
            permissions: string[];
            /** @description RFC 3339; `null` in a proposal. */
            registered_at?: string | null;
            /** @description `en_cours`, `decidee`, `rattachee`, `annulee`. */
            state: string;
            /** @description ISO day of the end of that term, where it can be computed. */
            term?: string | null;
            /** @description Term of the pourvoi that it interrupted: `en_cours` (interrupted), `court`, `expire`; `null` once linked or cancelled. */
            term_state?: string | null;
            /**
             * Format: int64
             * @description Goes back in `If-Match`.
             */
            version: number;
            /** @description Oldest first; empty in a list. */
            versions: components["schemas"]["AidVersion"][];
        };
        /** @description What is known of a request now, whole. */
        AidAmendment: {
            /** @description Entered by mistake: it stays in the register and counts for nothing. */
            cancelled?: boolean;
            /** @description All of it, what does not change too. */
            facts: components["schemas"]["AidFacts"];
            /** @description Why, where something that was entered changes or goes. */
            reason?: string | null;
        };
        /** @description Where a request stands after a command. */
        AidAnswer: {
            /** @description UUID. */
            aid_id: string;
            /**
             * @description Of the register, when it was just given.
             * @example AJ-2026-00001
             */
            number?: string | null;
            /** @description `en_cours`, `decidee`, `rattachee`, `annulee`. */
            state: string;
            /**
             * Format: int64
             * @description Goes back in `If-Match`.
             */
            version: number;
        };
        /** @description What is known of a request. Days are ISO days. */
        AidFacts: {
            /** @description Names of adversaries, when said. */
            adversaries?: string[];
            /** @description ISO day of its notification to who asks. */
            appeal_notified_on?: string | null;
            /** @description `rejet`, `admission`, `irrecevabilite`. */
            appeal_outcome?: string | null;
            /** @description ISO day of the decision on the recourse. */
            appeal_ruled_on?: string | null;
            /** @description ISO day of the recourse before the premier président. */
            appealed_on?: string | null;
            /** @description Name or denomination of who asks. */
            applicant: string;
            /** @description Number of the case, in any spelling. */
            case_number?: string | null;
            /**
             * @description Court that rendered the decision attacked.
             * @example cour d’appel de Lyon
             */
            court: string;
            /** @description ISO day of the designation of counsel. */
            designated_on?: string | null;
            /** @description First names, of a natural person. */
            first_names?: string | null;
            /** @description ISO day on which the decision was notified to who asks. */
            notified_on?: string | null;
            /** @description The office designated, as the register of offices names it. */
            office_id?: string | null;
            /** @description `admission_totale`, `admission_partielle`, `rejet`, `caducite`, `irrecevabilite`. */
            outcome?: string | null;
            /** @description The bureau’s own number. */
            reference?: string | null;
            /** @description ISO day of the decision; this or its number. */
            rendered_on?: string | null;
            /**
             * @description ISO day on which it was filed with, or sent to, a bureau.
             * @example 2026-10-15
             */
            requested_on: string;
            /** @description `metropole`, where nothing is said, `outre_mer`, `etranger`, `inconnue`: it lengthens terms. */
            residence?: string | null;
            /** @description ISO day of the bureau’s decision. */
            ruled_on?: string | null;
            /** @description ISO day of its notification to who asks. */
            ruling_notified_on?: string | null;
        };
        /** @description Where to link a request. */
        AidLink: {
            /** @description The dossier of the pourvoi. */
            dossier_id: string;
            /** @description The party that asked; nothing where one party alone resembles. */
            party_id?: string | null;
        };
        /** @description What a link entered in the journal. */
        AidLinked: {
            /** @description Types of the acts that entered, in order. */
            acts: string[];
            /**
             * Format: int64
             * @description Version of the dossier.
             */
            dossier_version: number;
            /** @description What the law remarks. */
            findings: components["schemas"]["Finding"][];
        };
        /** @description One version of a request. */
        AidVersion: {
            /** @description Subject of who entered it. */
            actor: string;
            /** @description What it said. */
            facts: components["schemas"]["AidFacts"];
            /** @description Why, where something changed. */
            reason?: string | null;
            /** @description RFC 3339. */
            recorded_at: string;
            /**
             * Format: int64
             * @description Its rank.
             */
            version: number;
        };
        /** @description The bureau ruled on a request of legal aid. */
        AideJuridictionnelleDecidee: {
            /**
             * @description `admission_totale`, `admission_partielle`, `rejet`, `caducite`, `irrecevabilite`.
             * @default
             */
            sens: string;
        };
        /** @description Legal aid was asked for the parties of the scope. */
        AideJuridictionnelleDemandee: {
            /**
             * @description `pourvoi`, `memoire_ampliatif`, `memoire_en_defense`.
             * @default
             */
            objet: string;
        };
        /** @description The challenge of a refusal of legal aid was ruled. */
        AideJuridictionnelleRecoursDecide: {
            /**
             * @description `rejet`, `admission`, `irrecevabilite`.
             * @default
             */
            sens: string;
        };
        /** @description The refusal of legal aid was challenged before the premier président. */
        AideJuridictionnelleRecoursForme: Record<string, never>;
        /** @description Where the case stands after a change. */
        Amended: {
            /** @description UUIDs of the acts that it made. */
            act_ids: string[];
            /** @description What the law remarks. */
            findings: components["schemas"]["Finding"][];
            /**
             * Format: int64
             * @description Version of the journal.
             */
            version: number;
        };
        /** @description A change of what a case consists of: one of its sections. */
        AmendmentInput: {
            decision?: components["schemas"]["DecisionAmendment"] | null;
            identite?: components["schemas"]["IdentityAmendment"] | null;
            /** @description ISO day of the fact. */
            le: string;
            lien?: components["schemas"]["LinkAmendment"] | null;
            /** @description Why: it stays in the journal. May be empty while one only weighs the change. */
            motif?: string;
            moyens?: components["schemas"]["GroundsAmendment"] | null;
            parties?: components["schemas"]["PartiesAmendment"] | null;
            pourvoi?: components["schemas"]["PourvoiAmendment"] | null;
            scelle?: components["schemas"]["SealingAmendment"] | null;
            substitution?: components["schemas"]["SubstitutionAmendment"] | null;
        };
        /** @description The decision of the Court reached those who were to be told. */
        ArretNotifie: {
            /**
             * @description `lettre_simple`, `lettre_recommandee`, `voie_electronique`, `signification`, `remise`, `greffe_penitentiaire`.
             * @default
             */
            mode: string;
            /**
             * @description `greffe`, `ministere_public`, `partie`.
             * @default
             */
            par: string;
            /**
             * @description `demandeur`, `defendeur`.
             * @default
             */
            position: string;
        };
        /** @description The Court took back the arrêt that the act refers to, which is annihilated. */
        ArretRabattu: {
            /**
             * @description `erreur_de_procedure`, `omission_de_statuer`, `erreur_materielle`.
             * @default
             */
            cause: string;
            /** @default  */
            ecli: string;
            /**
             * @description `total`, `partiel`.
             * @default
             */
            etendue: string;
            /**
             * @description `office`, `requete`.
             * @default
             */
            initiative: string;
            /** @default  */
            register_number: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A file that comes in parts. */
        ArrivingFile: {
            /** @description The deposit that its sender prepares. */
            deposit_id: string;
            /** @description When it is forgotten if no other part comes (RFC 3339). */
            expires_at: string;
            /** @description UUID. */
            file_id: string;
            /** @description Its name. */
            nom: string;
            /**
             * Format: int64
             * @description Largest part, in bytes.
             */
            part_max: number;
            /** @description The piece that it became. */
            piece_id?: string | null;
            /**
             * Format: int64
             * @description Bytes received: the next part begins there.
             */
            received: number;
            /**
             * Format: int64
             * @description Bytes announced.
             */
            size: number;
        };
        /** @description The act by which a piece is asked for. */
        Ask: {
            /** @description Codes of its fields. */
            codes: {
                [key: string]: string;
            };
            /** @description Act type. */
            kind: string;
        };
        /** @description A case as it was, with what was known. */
        AtMoment: {
            /**
             * Format: int64
             * @description Acts that had happened by the day.
             */
            acts: number;
            /** @description Its terms. */
            deadlines: components["schemas"]["MomentDeadline"][];
            /** @description The case. Nothing can be recorded in the past: it has no possible act. */
            dossier: components["schemas"]["Dossier"];
            /**
             * Format: int64
             * @description Version of the journal as it was known.
             */
            known_version: number;
            /** @description Both days filled in. */
            moment: components["schemas"]["Moment"];
            /** @description What was owed. */
            tasks: components["schemas"]["MomentTask"][];
        };
        /** @description The dossier that a declaration repeats, or whose number it takes. */
        AttachInput: {
            /** @description Likewise, how the decision was rendered as to that demandeur (`contradictoire`, `a_signifier` ...). */
            decision_rendue?: string | null;
            /** @description UUID, or a number in any form. */
            dossier: string;
            /** @description Of another pourvoi against the same criminal decision: what its demandeur is (`condamne`, `partie_civile` ...). */
            qualite?: string | null;
        };
        /** @description An audience. */
        Audience: {
            /** @description UUID of who concludes. */
            avocat_general_id?: string | null;
            /** @description Name to show. */
            avocat_general_name?: string | null;
            /** @description Why it will not be held. */
            cancelled?: string | null;
            /** @description The rôle. */
            entries: components["schemas"]["AudienceEntry"][];
            /** @description What is not as it must be. */
            findings: components["schemas"]["AudienceFinding"][];
            /** @description UUID of who assists. */
            greffier_id?: string | null;
            /** @description Name to show. */
            greffier_name?: string | null;
            /** @description Its journal. */
            journal: components["schemas"]["AudienceAct"][];
            /** @description In the order of rank. */
            members: components["schemas"]["AudienceMember"][];
            /** @description What a list shows of it. */
            summary: components["schemas"]["AudienceSummary"];
            /** @description What is owed. */
            tasks: components["schemas"]["AudienceTask"][];
        };
        /** @description An act of the journal of an audience. */
        AudienceAct: {
            /** @description RFC 3339. */
            at: string;
            /** @description Name of who recorded it; absent for what the journal of a dossier answered. */
            by?: string | null;
            /** @description Its word. */
            kind: string;
            /** @description Why, where a reason was given. */
            reason?: string | null;
            /**
             * Format: int64
             * @description Version that it made.
             */
            version: number;
        };
        /** @description Audiences of a chamber, with what one chooses from. */
        AudienceCalendar: {
            /** @description Kinds of formation. */
            formations: components["schemas"]["AudienceFormation"][];
            /** @description By day. */
            items: components["schemas"]["AudienceSummary"][];
            /** @description Rooms that audiences were given. */
            rooms: string[];
        };
        /** @description An act of an audience. What its kind does not read is left out. */
        AudienceChangeInput: {
            /** @description UUID; of `avocat_general_prevu`, none for nobody. */
            avocat_general_id?: string | null;
            /** @description UUID; of `affaire_deplacee`, `affaire_retiree`. */
            dossier_id?: string | null;
            /** @description Of `role_arrete` (all), `affaire_inscrite` (one). */
            entries?: components["schemas"]["AudienceEntryInput"][];
            /** @description UUID; of `composition_arretee`. */
            greffier_id?: string | null;
            /** @description `seance_modifiee`, `composition_arretee`, `avocat_general_prevu`, `role_arrete`, `role_publie`, `affaire_inscrite`, `affaire_deplacee`, `affaire_retiree`, `audience_tenue`, `audience_close`, `audience_annulee`. */
            kind: string;
            /** @description Of `composition_arretee`. */
            members?: components["schemas"]["AudienceMemberInput"][];
            /** @description Of `affaire_deplacee`, `affaire_retiree`, `audience_annulee`; of `seance_modifiee`, where a notice would come too late. */
            reason?: string;
            sitting?: components["schemas"]["AudienceSitting"] | null;
            /** @description UUID; of `affaire_deplacee`. */
            to_audience_id?: string | null;
            /**
             * Format: int64
             * @description Version that it was made on; not read by a preview.
             */
            version?: number;
        };
        /** @description Something that a change leads to. */
        AudienceConsequence: {
            /** @description Where it is written. */
            basis?: string | null;
            /** @description UUID. */
            dossier_id?: string | null;
            /** @description `avis`, `constat`, `leve`, `dossier`, `refus`. */
            kind: string;
            /** @description French. */
            message: string;
            /** @description `bloquante`, `avertissement`, `information`. */
            severity: string;
        };
        /** @description A dossier of a rôle, in the order in which they are called. */
        AudienceEntry: {
            /** @description Why its journal declined. */
            declined?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /**
             * Format: int32
             * @description Minutes that it is thought to take.
             */
            minutes: number;
            /** @description As printed. */
            number: string;
            /** @description UUIDs of those who report. */
            rapporteurs: string[];
            /** @description Why it is there all the same. */
            reason?: string | null;
            /** @description UUIDs of those who sit on it. */
            sitting: string[];
            /** @description `prevue`, `proposee`, `inscrite`, `refusee`, `retrait`. */
            standing: string;
            /** @description Whether its parties were told since the audience was fixed. */
            told: boolean;
            /** @description Whether it was declared urgent. */
            urgent: boolean;
        };
        /** @description A dossier wanted on a rôle. */
        AudienceEntryInput: {
            /** @description UUID. */
            dossier_id: string;
            /**
             * Format: int32
             * @description Minutes that it is thought to take.
             */
            minutes: number;
            /** @description Why it is there, where the proposal would not have put it. */
            reason?: string;
        };
        /** @description Something that is not as it must be. */
        AudienceFinding: {
            /** @description UUID of whom it is about. */
            agent_id?: string | null;
            /** @description Where it is written. */
            basis: string;
            /** @description Stable code. */
            code: string;
            /** @description UUID of the dossier it is about. */
            dossier_id?: string | null;
            /** @description The same as long as it is found. */
            finding_id: string;
            /** @description What was found. */
            message: string;
            /** @description What cures it. */
            remedy: string;
            /** @description `bloquante`, `avertissement`. */
            severity: string;
        };
        /** @description The day and the formation of the hearing were fixed. */
        AudienceFixee: {
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            audience: string;
            /**
             * @description `f`, `fr`, `frr`, `frh`, `fs`, `fp` ...
             * @default
             */
            formation: string;
            /** @default null */
            proposal_id: components["schemas"]["Id"] | null;
        };
        /** @description A kind of formation. */
        AudienceFormation: {
            /** @description Where it is written. */
            basis: string;
            /** @description Code. */
            code: string;
            /** @description French name. */
            label: string;
            /** @description A meeting of the chamber: nothing of it is public, and nothing is judged there. */
            meeting: boolean;
            /**
             * Format: int32
             * @description Voices wanted on each dossier.
             */
            voices: number;
        };
        /** @description An audience to plan. */
        AudienceInput: {
            /** @description Code of the chamber. */
            chambre: string;
            /** @description When, where, before whom. */
            sitting: components["schemas"]["AudienceSitting"];
        };
        /** @description Somebody of a formation, in the order of rank. */
        AudienceMember: {
            /** @description UUID. */
            agent_id: string;
            /** @description Called to complete the formation. */
            completes: boolean;
            /** @description Code of the function held. */
            function?: string | null;
            /** @description Name to show. */
            name?: string | null;
            /** @description Who presides. */
            presides: boolean;
        };
        /** @description Somebody wanted in a formation. */
        AudienceMemberInput: {
            /** @description UUID. */
            agent_id: string;
            /** @description Called to complete the formation. */
            completes?: boolean;
            /** @description Who presides; one at most. */
            presides?: boolean;
        };
        /** @description A day of a recurrence. */
        AudienceOccurrence: {
            /** @description UUID of the audience planned. */
            audience_id?: string | null;
            /** @description ISO day. */
            day: string;
            /** @description Why nothing is planned then. */
            skipped?: string | null;
        };
        /** @description All that a change would lead to. */
        AudiencePreview: {
            /** @description Whether it would be admitted. */
            admitted: boolean;
            /** @description What it would lead to, or why it would not be admitted. */
            consequences: components["schemas"]["AudienceConsequence"][];
        };
        /** @description The hearing was put off. */
        AudienceReportee: {
            /**
             * @description `demande_d_une_partie`, `contradictoire`, `composition`, `interruption`, `autre`.
             * @default
             */
            motif: string;
            /** @default null */
            proposal_id: components["schemas"]["Id"] | null;
        };
        /** @description When, where, before whom. */
        AudienceSitting: {
            /** @description ISO day. */
            day?: string;
            /** @description Code of the formation. */
            formation: string;
            /**
             * Format: int32
             * @description Minutes from midnight, at the Court's seat.
             */
            from: number;
            /** @description Room; empty while none is chosen. */
            room?: string;
            /**
             * Format: int32
             * @description The same, of its end.
             */
            to: number;
        };
        /** @description An audience, in a list. */
        AudienceSummary: {
            /** @description UUID. */
            audience_id: string;
            /** @description Code of the chamber. */
            chambre: string;
            /**
             * Format: int32
             * @description Dossiers of its rôle.
             */
            dossiers: number;
            /**
             * Format: int32
             * @description Members of its formation.
             */
            members: number;
            /**
             * Format: int32
             * @description Minutes that they are thought to take.
             */
            minutes: number;
            /** @description UUID of the recurrence it comes from. */
            recurrence_id?: string | null;
            /** @description When, where, before whom. */
            sitting: components["schemas"]["AudienceSitting"];
            /** @description `provisoire`, `publiee`, `tenue`, `close`, `annulee`. */
            stage: string;
            /**
             * Format: int64
             * @description Given back when it is changed.
             */
            version: number;
        };
        /** @description Something owed. */
        AudienceTask: {
            /** @description Stable code. */
            code: string;
            /** @description ISO day. */
            due?: string | null;
            /** @description What to do. */
            label: string;
            /** @description Role that owes it. */
            role: string;
            /** @description The same as long as it is owed. */
            task_id: string;
        };
        /** @description An auxiliaire de justice was designated for a party with legal aid. */
        AuxiliaireDesigne: {
            /** @default null */
            office_id: components["schemas"]["Id"] | null;
        };
        /** @description The parties were told of a point on which they may speak. */
        AvisAuxParties: {
            /**
             * @description `moyen_d_office`, `substitution_de_motif`, `cassation_sans_renvoi`, `fond`, `piece_manquante`, `piece_demandee`, `rapport`, `avis_parquet` ...
             * @default
             */
            objet: string;
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            until: string;
        };
        /** @description The notice of the hearing was sent. */
        AvisDAudienceAdresse: {
            /**
             * @description `lettre_simple`, `lettre_recommandee`, `voie_electronique`, `signification`, `remise`, `greffe_penitentiaire`.
             * @default
             */
            mode: string;
        };
        /** @description Another chamber gave the opinion that it was asked for. */
        AvisDeChambreRendu: {
            /**
             * @description Code of the chamber; the act refers to the one by which it was asked.
             * @default
             */
            chambre_consultee: string;
        };
        /** @description The parquet général gave its opinion. */
        AvisParquetGeneral: {
            /**
             * @description `pourvoi`, `radiation`, `reduction`, `requete`, `desistement`.
             * @default
             */
            objet: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description An office of avocat aux Conseils appears for the parties of the scope. */
        AvocatConstitue: {
            /** @default null */
            office_id: components["schemas"]["Id"] | null;
            /**
             * @description `demandeur`, `defendeur`.
             * @default
             */
            position: string;
        };
        /** @description An office ceased to represent the parties of the scope. */
        AvocatDecharge: {
            /** @default null */
            office_id: components["schemas"]["Id"] | null;
        };
        /** @description An avocat général was designated. */
        AvocatGeneralDesigne: {
            /**
             * @description Of a designation for an opinion: code of the chamber consulted; empty in the chamber or the formation seised.
             * @default
             */
            chambre_consultee: string;
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
            /** @default null */
            proposal_id: components["schemas"]["Id"] | null;
        };
        /** @description One answer a decision, in order. */
        Batch: {
            /** @description The answers. */
            answers: components["schemas"]["DemandAnswer"][];
            /** @description Filters the register: `lot`. */
            batch_id: string;
        };
        /** @description Demands for several decisions, at most 200. */
        BatchInput: {
            /** @description Who asks; nothing from counsel. */
            requester?: components["schemas"]["Requester"];
            /** @description The decisions, each answered. */
            sought: components["schemas"]["DecisionSought"][];
        };
        /** @description A dossier of the batch, with what its journal does not say. */
        BatchedDossier: {
            /** @description `court`, `intermediaire`, `approfondi`; absent for what its journal says. Another enters the journal at the validation. */
            circuit?: string | null;
            /** @description In a second plan, what was said of it in the first and is said no more: `circuit`, `weight`, `due`. */
            cleared?: string[];
            /** @description UUID. */
            dossier_id: string;
            /** @description ISO day before which it must be judged. */
            due?: string | null;
            /**
             * Format: int32
             * @description Hundredths of an ordinary dossier, in place of the weight of the rules.
             */
            weight?: number | null;
        };
        Body: {
            pourvoi_forme: components["schemas"]["PourvoiForme"];
        } | {
            parties_declarees: components["schemas"]["PartiesDeclarees"];
        } | {
            decision_notifiee: components["schemas"]["DecisionNotifiee"];
        } | {
            avocat_constitue: components["schemas"]["AvocatConstitue"];
        } | {
            avocat_decharge: components["schemas"]["AvocatDecharge"];
        } | {
            memoire_depose: components["schemas"]["MemoireDepose"];
        } | {
            memoire_notifie: components["schemas"]["MemoireNotifie"];
        } | {
            memoire_signifie: components["schemas"]["MemoireSignifie"];
        } | {
            pieces_deposees: components["schemas"]["PiecesDeposees"];
        } | {
            pourvoi_incident_forme: components["schemas"]["PourvoiIncidentForme"];
        } | {
            aide_juridictionnelle_demandee: components["schemas"]["AideJuridictionnelleDemandee"];
        } | {
            aide_juridictionnelle_decidee: components["schemas"]["AideJuridictionnelleDecidee"];
        } | {
            auxiliaire_designe: components["schemas"]["AuxiliaireDesigne"];
        } | {
            aide_juridictionnelle_recours_forme: components["schemas"]["AideJuridictionnelleRecoursForme"];
        } | {
            aide_juridictionnelle_recours_decide: components["schemas"]["AideJuridictionnelleRecoursDecide"];
        } | {
            radiation_demandee: components["schemas"]["RadiationDemandee"];
        } | {
            pli_retourne: components["schemas"]["PliRetourne"];
        } | {
            partie_decedee: components["schemas"]["PartieDecedee"];
        } | {
            desistement_depose: components["schemas"]["DesistementDepose"];
        } | {
            panne_signalee: components["schemas"]["PanneSignalee"];
        } | {
            residence_changee: components["schemas"]["ResidenceChangee"];
        } | {
            pourvoi_enregistre: components["schemas"]["PourvoiEnregistre"];
        } | {
            declaration_communiquee: components["schemas"]["DeclarationCommuniquee"];
        } | {
            chambre_attribuee: components["schemas"]["ChambreAttribuee"];
        } | {
            rapporteur_designe: components["schemas"]["RapporteurDesigne"];
        } | {
            avocat_general_designe: components["schemas"]["AvocatGeneralDesigne"];
        } | {
            delais_reduits: components["schemas"]["DelaisReduits"];
        } | {
            radiation_decidee: components["schemas"]["RadiationDecidee"];
        } | {
            reinscription_decidee: components["schemas"]["ReinscriptionDecidee"];
        } | {
            rapport_depose: components["schemas"]["RapportDepose"];
        } | {
            affaire_en_etat_de_juger: components["schemas"]["AffaireEnEtatDeJuger"];
        } | {
            jonction_prononcee: components["schemas"]["JonctionPrononcee"];
        } | {
            disjonction_prononcee: components["schemas"]["DisjonctionPrononcee"];
        } | {
            decheance_constatee: components["schemas"]["DecheanceConstatee"];
        } | {
            desistement_constate: components["schemas"]["DesistementConstate"];
        } | {
            decision_prononcee: components["schemas"]["DecisionPrononcee"];
        } | {
            acte_annule: components["schemas"]["ActeAnnule"];
        } | {
            actes_demandes: components["schemas"]["ActesDemandes"];
        } | {
            arret_notifie: components["schemas"]["ArretNotifie"];
        } | {
            audience_fixee: components["schemas"]["AudienceFixee"];
        } | {
            audience_reportee: components["schemas"]["AudienceReportee"];
        } | {
            avis_aux_parties: components["schemas"]["AvisAuxParties"];
        } | {
            avis_d_audience_adresse: components["schemas"]["AvisDAudienceAdresse"];
        } | {
            avis_parquet_general: components["schemas"]["AvisParquetGeneral"];
        } | {
            commission_decide: components["schemas"]["CommissionDecide"];
        } | {
            conclusions_demandees: components["schemas"]["ConclusionsDemandees"];
        } | {
            conclusions_deposees: components["schemas"]["ConclusionsDeposees"];
        } | {
            conseil_constitutionnel_saisi: components["schemas"]["ConseilConstitutionnelSaisi"];
        } | {
            debats_tenus: components["schemas"]["DebatsTenus"];
        } | {
            decision_du_conseil_recue: components["schemas"]["DecisionDuConseilRecue"];
        } | {
            delai_fixe: components["schemas"]["DelaiFixe"];
        } | {
            delibere_ouvert: components["schemas"]["DelibereOuvert"];
        } | {
            dossier_demande: components["schemas"]["DossierDemande"];
        } | {
            dossier_mis_en_etat: components["schemas"]["DossierMisEnEtat"];
        } | {
            dossier_recu: components["schemas"]["DossierRecu"];
        } | {
            dossier_restitue: components["schemas"]["DossierRestitue"];
        } | {
            examen_immediat_ordonne: components["schemas"]["ExamenImmediatOrdonne"];
        } | {
            expedition_transmise: components["schemas"]["ExpeditionTransmise"];
        } | {
            formation_saisie: components["schemas"]["FormationSaisie"];
        } | {
            instance_interrompue: components["schemas"]["InstanceInterrompue"];
        } | {
            instance_reprise: components["schemas"]["InstanceReprise"];
        } | {
            memoire_communique: components["schemas"]["MemoireCommunique"];
        } | {
            mise_en_liberte_ordonnee: components["schemas"]["MiseEnLiberteOrdonnee"];
        } | {
            non_admission_ordonnee: components["schemas"]["NonAdmissionOrdonnee"];
        } | {
            notification_faite: components["schemas"]["NotificationFaite"];
        } | {
            observations_deposees: components["schemas"]["ObservationsDeposees"];
        } | {
            opposition_formee: components["schemas"]["OppositionFormee"];
        } | {
            peremption_constatee: components["schemas"]["PeremptionConstatee"];
        } | {
            point_verifie: components["schemas"]["PointVerifie"];
        } | {
            pourvoi_notifie: components["schemas"]["PourvoiNotifie"];
        } | {
            procedure_requalifiee: components["schemas"]["ProcedureRequalifiee"];
        } | {
            prorogation_accordee: components["schemas"]["ProrogationAccordee"];
        } | {
            publication_faite: components["schemas"]["PublicationFaite"];
        } | {
            qpc_decidee: components["schemas"]["QpcDecidee"];
        } | {
            qpc_soulevee: components["schemas"]["QpcSoulevee"];
        } | {
            radiation_notifiee: components["schemas"]["RadiationNotifiee"];
        } | {
            recepisse_delivre: components["schemas"]["RecepisseDelivre"];
        } | {
            reinscription_demandee: components["schemas"]["ReinscriptionDemandee"];
        } | {
            requete_deposee: components["schemas"]["RequeteDeposee"];
        } | {
            requete_signifiee: components["schemas"]["RequeteSignifiee"];
        } | {
            saisine_enregistree: components["schemas"]["SaisineEnregistree"];
        } | {
            saisine_recue: components["schemas"]["SaisineRecue"];
        } | {
            situation_penale_constatee: components["schemas"]["SituationPenaleConstatee"];
        } | {
            execution_accomplie: components["schemas"]["ExecutionAccomplie"];
        } | {
            inscription_de_faux_autorisee: components["schemas"]["InscriptionDeFauxAutorisee"];
        } | {
            inscription_de_faux_signifiee: components["schemas"]["InscriptionDeFauxSignifiee"];
        } | {
            passage_sans_controle: components["schemas"]["PassageSansControle"];
        } | {
            controle_repris: components["schemas"]["ControleRepris"];
        } | {
            arret_rabattu: components["schemas"]["ArretRabattu"];
        } | {
            decision_rectifiee: components["schemas"]["DecisionRectifiee"];
        } | {
            decision_partielle_prononcee: components["schemas"]["DecisionPartiellePrononcee"];
        } | {
            avis_de_chambre_rendu: components["schemas"]["AvisDeChambreRendu"];
        } | {
            occultation_decidee: components["schemas"]["OccultationDecidee"];
        } | {
            decision_mise_a_disposition: components["schemas"]["DecisionMiseADisposition"];
        } | {
            mise_a_disposition_retiree: components["schemas"]["MiseADispositionRetiree"];
        } | {
            identite_rectifiee: components["schemas"]["IdentiteRectifiee"];
        } | {
            adresse_changee: components["schemas"]["AdresseChangee"];
        } | {
            qualite_changee: components["schemas"]["QualiteChangee"];
        } | {
            partie_ajoutee: components["schemas"]["PartieAjoutee"];
        } | {
            decision_completee: components["schemas"]["DecisionCompletee"];
        } | {
            decision_attaquee_ajoutee: components["schemas"]["DecisionAttaqueeAjoutee"];
        } | {
            affaire_liee: components["schemas"]["AffaireLiee"];
        } | {
            matiere_fixee: components["schemas"]["MatiereFixee"];
        } | {
            urgence_declaree: components["schemas"]["UrgenceDeclaree"];
        } | {
            urgence_levee: components["schemas"]["UrgenceLevee"];
        } | {
            dossier_scelle: components["schemas"]["DossierScelle"];
        } | {
            scelle_leve: components["schemas"]["ScelleLeve"];
        } | {
            dossier_prete: components["schemas"]["DossierPrete"];
        } | {
            dossier_rendu: components["schemas"]["DossierRendu"];
        } | {
            moyens_releves: components["schemas"]["MoyensReleves"];
        } | {
            magistrat_remplace: components["schemas"]["MagistratRemplace"];
        };
        /** @description That a calendar has an address; its secret is told once, when it is made. */
        CalendarAddress: {
            /** @description ISO day on which a program read it last. */
            read_on?: string | null;
            since: string;
        };
        /** @description The calendar after its address was made or taken back. */
        CalendarTurned: {
            /** @description To give to one's own calendar program; told this once. */
            address?: string | null;
            calendar?: components["schemas"]["CalendarAddress"] | null;
        };
        /** @description A dossier, or a request of legal aid without one, that is or may be about the decision sought. */
        Candidate: {
            /** @description A request of legal aid of the register, with no dossier: `number` is its own. */
            aid_id?: string | null;
            /** @description ISO day of a request of legal aid on which nobody has ruled. */
            aid_requested_on?: string | null;
            /** @description Of such a request: `en_cours` while nobody has ruled, `court` while the term that it interrupted runs. */
            aid_state?: string | null;
            /** @description ISO day of the end of that term. */
            aid_term?: string | null;
            /** @description `null`, as all that follows but the verdict, when the dossier is closed to the reader. */
            dossier_id?: string | null;
            /** @description ISO day of the pourvoi. */
            formed_on?: string | null;
            /** @description The dossier is closed to the reader. */
            hidden: boolean;
            /** @description Facet by facet. */
            matches: components["schemas"]["Match"][];
            /** @description Number of the pourvoi. */
            number?: string | null;
            /** @description Whether a pourvoi stands in its journal. */
            pourvoi: boolean;
            /** @description First demandeur, first défendeur. */
            title?: string | null;
            /** @description `certain`, `possible`. */
            verdict: string;
        };
        /** @description Something that a dossier would cost somebody. */
        CandidateTerm: {
            /** @description `charge`, `hors_specialite`, `hors_suite`, `absent_urgence`. */
            code: string;
            /**
             * Format: int64
             * @description Difference of load that it is worth, in hundredths of an ordinary dossier.
             */
            value: number;
        };
        /** @description A person, for a card: why, or why not. */
        CardCandidate: {
            /** @description UUID. */
            agent_id: string;
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description Whether the card is theirs. */
            chosen: boolean;
            /** @description What keeps them out; empty for who might be. */
            limits: components["schemas"]["DistributionLimit"][];
            /** @description What it would cost them. */
            terms: components["schemas"]["CandidateTerm"][];
            /**
             * Format: int64
             * @description Sum of the terms: the least is proposed.
             */
            total: number;
        };
        /** @description A card to move. */
        CardMoveInput: {
            /** @description Absent to leave it with nobody. */
            agent_id?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /**
             * Format: int32
             * @description 1 by default.
             */
            rank?: number | null;
            /** @description Why, from 3 to 500 characters. */
            reason: string;
            /**
             * Format: int64
             * @description Version that was read.
             */
            version: number;
        };
        /** @description What the court certifies of an outage, and what it concerns. */
        Certificate: {
            /** @description Terms that end on one of its days, of the dossiers that the reader may read; at most 200. */
            deadlines: components["schemas"]["Deadline"][];
            /** @description Whether there are more. */
            more: boolean;
            /** @description The outage. */
            outage: components["schemas"]["Outage"];
            /** @description Deposits turned away, as far as they reached the court; those of the reader's own office where the reader is counsel. */
            refused: components["schemas"]["Refused"][];
            /** @description French, to print: CPC 748-7. `null` while the outage lasts. */
            text?: string | null;
        };
        /** @description A chamber. */
        Chambre: {
            /** @description `civ1` ... `crim`. */
            code: string;
            /** @description What people read. */
            label: string;
        };
        /** @description The case was given to a chamber, and to a circuit there; said again of the same chamber, it changes the circuit. */
        ChambreAttribuee: {
            /**
             * @description Code of the chamber in the court profile: `civ1` ... `crim`.
             * @default
             */
            chambre: string;
            /**
             * @description Circuit of a civil chamber: `court`, `intermediaire`, `approfondi`; empty while none was chosen, and in the criminal chamber.
             * @default
             */
            circuit: string;
            /** @default null */
            proposal_id: components["schemas"]["Id"] | null;
        };
        /** @description A section of a chamber, as forms choose from it. */
        ChambreSection: {
            /** @description Code of the chamber. */
            chambre: string;
            /** @description What people carry. */
            code: string;
            /** @description What people read. */
            label: string;
        };
        /** @description A chamber suggested. */
        ChambreSuggestion: {
            /** @description Code of the chamber. */
            chambre: string;
            /**
             * Format: int32
             * @description Confidence, in thousandths; 0 for a rule that too few dossiers measure.
             */
            confidence: number;
            /** @description Its name. */
            label: string;
            /** @description What speaks most for it; may be empty. */
            reasons: components["schemas"]["OrientationReason"][];
            rule?: components["schemas"]["OrientationRuleReason"] | null;
        };
        /** @description A check that is not in order. */
        Check: {
            /** @description The text. */
            article: string;
            /** @description Identifier in the catalogue. */
            check: string;
            /** @description What a defect leads to. */
            consequence: string;
            /** @description Act types that cure it. */
            cured_by: string[];
            /** @description What must be in order. */
            label: string;
            /** @description Milestones that it stops. */
            milestones: string[];
            /** @description UUID of the pourvoi that it is about, where the case holds several under one number. */
            pourvoi_id?: string | null;
            /** @description `irregulier`, `non_verifie`. */
            result: string;
            /** @description `bloquante`, `avertissement`, `information`. */
            severity: string;
        };
        /** @description What is known of a citation. */
        CheckedCitation: {
            /** @description Decisions that it may be of, the latest first, five at most. */
            decisions: components["schemas"]["CitedDecision"][];
            /** @description What to do; `null` where there is nothing to do. */
            remedy?: string | null;
            /** @description `connue`, `rabattue`, `date_differe`, `numero_differe`, `lettre_differe`, `inconnue`. */
            state: string;
        };
        /** @description A circuit suggested: by a rule of the chamber first, then by its dossiers whose circuit is known; by rules alone in the criminal chamber. */
        CircuitSuggestion: {
            /** @description The chamber given, or the first suggested. */
            chambre: string;
            /** @description Its name. */
            chambre_label: string;
            /** @description `court`, `intermediaire`, `approfondi`; `restreinte`, `section`, `non_admission` in criminal cases. */
            circuit: string;
            /**
             * Format: int32
             * @description Confidence, in thousandths; 0 for a rule that too few dossiers measure.
             */
            confidence: number;
            /** @description Who decides it, and the text. */
            decided_by: string;
            /** @description Its name. */
            label: string;
            /** @description What speaks most for it; may be empty. */
            reasons: components["schemas"]["OrientationReason"][];
            rule?: components["schemas"]["OrientationRuleReason"] | null;
        };
        /** @description A decision as it is cited: by its pourvoi, its ECLI, or both. */
        Citation: {
            /** @description European identifier. */
            ecli?: string | null;
            /** @description ISO day of the prononcé. */
            jour?: string | null;
            /** @description Number of the pourvoi, in any form. */
            numero?: string | null;
        };
        /** @description Decisions that a paper cites: a hundred at most. */
        CitationsInput: {
            /** @description In the order of the paper. */
            citations: components["schemas"]["Citation"][];
        };
        /** @description A decision that a citation may be of. */
        CitedDecision: {
            /** @description Act that records it. */
            act_id: string;
            /** @description Code of the chamber. */
            chambre?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description European identifier. */
            ecli?: string | null;
            /** @description `arret`, `ordonnance`, `avis`. */
            nature: string;
            /** @description Number of the pourvoi. */
            number: string;
            /** @description ISO day. */
            pronounced_on?: string | null;
            /** @description `en_vigueur`, `rabattue`. */
            state: string;
        };
        /** @description Takes a task, or gives it back. */
        ClaimInput: {
            /** @description `true` gives it back. */
            release?: boolean;
        };
        /** @description A chamber that is closed: its dossiers are to be re-oriented. */
        ClosedChambre: {
            /** @description ISO day from which it no longer exists. */
            closed_on: string;
            /** @description Its code. */
            code: string;
            /** @description Code of the chamber into which it was reunited. */
            into?: string | null;
            /** @description Its last name. */
            label: string;
        };
        /** @description The commission ruled on the request. */
        CommissionDecide: {
            /**
             * @description `saisine_de_la_formation`, `irrecevabilite`, `rejet`, `acte_ordonne`, `suspension`.
             * @default
             */
            sens: string;
        };
        /** @description A card in both plans. */
        ComparedCard: {
            /** @description `deplacement`, `limite`, `hors_du_plan`, `poids_ou_terme`, `charge_anterieure`, `temps`, `equilibre`; empty where it does not differ. */
            causes: string[];
            /** @description `identique`, `autre_personne`, `attribue`, `laisse`, `premier_seul`, `second_seul`. */
            change: string;
            /** @description UUID. */
            dossier_id: string;
            /** @description Head of the joined dossiers, when it is another: the card goes with it. */
            head?: string | null;
            left?: components["schemas"]["ComparedSide"] | null;
            /** @description As printed; `null` when it may not be told. */
            number?: string | null;
            /**
             * Format: int32
             * @description 1, or 2 for the second of a double rapport.
             */
            rank: number;
            right?: components["schemas"]["ComparedSide"] | null;
        };
        /** @description What somebody bears in each plan; `null` where they are not of it. */
        ComparedLoad: {
            /** @description UUID. */
            agent_id: string;
            /** @description Name to show. */
            agent_name?: string | null;
            left?: components["schemas"]["DistributionLoad"] | null;
            right?: components["schemas"]["DistributionLoad"] | null;
        };
        /** @description One of two distributions that are compared. */
        ComparedPlan: {
            /** @description What it is worth. */
            figures: components["schemas"]["PlanFigures"];
            /** @description First day over which loads are compared. */
            period_from: string;
            /** @description Last day. */
            period_to: string;
            /** @description Version of the rules. */
            rules: string;
            /** @description What it is. */
            summary: components["schemas"]["DistributionSummary"];
        };
        /** @description A card in one plan. */
        ComparedSide: {
            /** @description Whose it is; `null` when nobody's. */
            agent_id?: string | null;
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description Of a card that differs, who has it in either plan, as this plan accounts for them. */
            candidates: components["schemas"]["CardCandidate"][];
            /** @description ISO day before which it must be judged. */
            due?: string | null;
            /** @description Reason of the last move. */
            reason?: string | null;
            /**
             * Format: int32
             * @description Hundredths of an ordinary dossier.
             */
            weight: number;
        };
        /** @description Conclusions were asked for. */
        ConclusionsDemandees: {
            /**
             * @description `demandeur`, `agent_judiciaire`, `procureur_general`, `parquet_general`.
             * @default
             */
            destinataire: string;
        };
        /** @description Conclusions were remitted. */
        ConclusionsDeposees: {
            /**
             * @description `demandeur`, `agent_judiciaire`, `procureur_general`.
             * @default
             */
            auteur: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description The Conseil constitutionnel was seised of the question. */
        ConseilConstitutionnelSaisi: {
            /**
             * @description `renvoi`, `dessaisissement`.
             * @default
             */
            cause: string;
        };
        /** @description One thing that an act would change. */
        Consequence: {
            /** @description The article. */
            basis: string;
            /** @description `apparait`, `change`, `disparait`, `satisfaite`. */
            change: string;
            /** @description `echeance`, `tache`, `irregularite`, `stade`. */
            kind: string;
            /** @description French, complete. */
            text: string;
        };
        /** @description What an act would change. Nothing is recorded. */
        Consequences: {
            /** @description In the order of their weight. */
            consequences: components["schemas"]["Consequence"][];
            /** @description The same in the joined dossiers where it would be entered by reference. */
            elsewhere: components["schemas"]["ConsequencesElsewhere"][];
            /** @description What the law remarks. */
            findings: components["schemas"]["Finding"][];
            refusal?: components["schemas"]["Finding"] | null;
            /**
             * Format: int64
             * @description Version of the journal it was weighed against.
             */
            version: number;
        };
        /** @description What an act would change in a joined dossier. */
        ConsequencesElsewhere: {
            /** @description In the order of their weight. */
            consequences: components["schemas"]["Consequence"][];
            /** @description UUID. */
            dossier_id: string;
            /** @description Printed form. */
            number: string;
            refusal?: components["schemas"]["Finding"] | null;
        };
        /** @description A chamber asked for its opinion by the one seised (CPC 1015-1). */
        Consultation: {
            /** @description UUID of the act by which it was asked. */
            act_id: string;
            /** @description ISO day. */
            asked_on?: string | null;
            /** @description Code of the chamber. */
            chambre: string;
            /** @description What people read. */
            chambre_label: string;
            /** @description ISO day. */
            given_on?: string | null;
            /** @description UUID of the act of its opinion; none while it is awaited. */
            opinion_act_id?: string | null;
        };
        /** @description Something that must be in order. */
        ControlDetail: components["schemas"]["LawHead"] & {
            /** @description What a defect leads to. */
            consequence: string;
            /** @description Acts that cure it. */
            cured_by: components["schemas"]["LawLink"][];
            /** @description What makes it irregular. */
            irregular: components["schemas"]["LawWord"][];
            /** @description Milestones that it stops. */
            milestones: components["schemas"]["Label"][];
            /** @description What makes it regular. */
            regular: components["schemas"]["LawWord"][];
            /** @description Rules whose terms must have been kept. */
            rules: components["schemas"]["LawEntry"][];
            /** @description `bloquante`, `avertissement`, `information`. */
            severity: string;
            /** @description When there is something to look at; empty for always. */
            when: components["schemas"]["LawWord"][];
        };
        /** @description What had not been checked before a milestone was checked after it. */
        ControleRepris: {
            /**
             * @description Milestone of the catalogue.
             * @default
             */
            jalon: string;
            /**
             * @description `conforme`, `irregulier`.
             * @default
             */
            resultat: string;
        };
        /** @description The Court on a day, as it was known on another. */
        Court: {
            /** @description Every act known, the latest recorded first. */
            acts: components["schemas"]["CourtAct"][];
            /** @description Every chamber that existed by the day, closed ones too. */
            chambres: components["schemas"]["CourtChambre"][];
            /** @description Codes that a new chamber may be given. */
            free_codes: string[];
            /** @description Whether the reader may record an act. */
            may_change: boolean;
            /**
             * Format: int64
             * @description Version of the register, given back with an act.
             */
            version: number;
        };
        /** @description An act on the chambers. */
        CourtAct: {
            /** @description Code of the chamber; `null` for an act withdrawn. */
            chambre?: string | null;
            /** @description ISO day from which it holds. */
            day?: string | null;
            /** @description Code of what takes over. */
            into?: string | null;
            /** @description `ouverte`, `renommee`, `reunie`, `fermee`, `annulee`. */
            kind: string;
            /** @description Name given. */
            label?: string | null;
            /** @description The decision it rests on. */
            reason: string;
            /** @description RFC 3339. */
            recorded_at: string;
            /** @description Subject of who recorded it. */
            recorded_by: string;
            /** @description Code of the section; `null` for the chamber itself. */
            section?: string | null;
            /**
             * Format: int64
             * @description Its place in the register, from 1.
             */
            version: number;
            /**
             * Format: int64
             * @description Version of the act that withdrew it.
             */
            withdrawn_by?: number | null;
            /**
             * Format: int64
             * @description Version of the act that it withdraws.
             */
            withdraws?: number | null;
        };
        /** @description An act to record. */
        CourtActInput: {
            /** @description Code of the chamber; absent for an act withdrawn. */
            chambre?: string | null;
            /** @description ISO day from which it holds; absent for an act withdrawn. */
            day?: string | null;
            /** @description Code of what takes over, to reunite. */
            into?: string | null;
            /** @description `ouverte`, `renommee`, `reunie`, `fermee`, `annulee`. */
            kind: string;
            /** @description Name, to open or to rename. */
            label?: string | null;
            /** @description Letters of its minutes in an ECLI, to open a chamber. */
            minute?: string | null;
            /** @description The decision it rests on: 3 to 500 characters. */
            reason: string;
            /** @description Code of the section; absent for the chamber itself. */
            section?: string | null;
            /**
             * Format: int64
             * @description Version of the register that was read.
             */
            version: number;
            /**
             * Format: int64
             * @description Version of the act to withdraw.
             */
            withdraws?: number | null;
        };
        /** @description What rests on a chamber today: what an act that closes it leaves to be settled. */
        CourtBurden: {
            /**
             * Format: int64
             * @description Audiences planned or published, from today on.
             */
            audiences: number;
            /**
             * Format: int64
             * @description People of the register who belong to it.
             */
            people: number;
            /**
             * Format: int64
             * @description Dossiers that wait there; one joined to another counts with its head, a reserved one does not.
             */
            waiting: number;
        };
        /** @description A chamber that existed by the day. */
        CourtChambre: components["schemas"]["CourtUnit"] & {
            burden?: components["schemas"]["CourtBurden"] | null;
            /** @description Letters of its minutes in an ECLI; `null` where the court profile numbers them. */
            minute?: string | null;
            /** @description Its sections, closed ones too. */
            sections: components["schemas"]["CourtUnit"][];
        };
        /** @description A decision as the courts' base has it. */
        CourtDecision: {
            /** @description Number there. */
            case_number?: string | null;
            /** @description Court. */
            court: string;
            /** @description Code of the matter in the courts' nomenclature. */
            matter?: string | null;
            /** @description The matter in words. */
            matter_label?: string | null;
            /** @description `arret`, `jugement`, `ordonnance`, `decision`. */
            nature: string;
            /** @description Its identifier in the base. */
            reference: string;
            /** @description ISO day. */
            rendered_on: string;
            /** @description Its chamber or section. */
            section?: string | null;
        };
        /** @description What the courts' base answers to a search. */
        CourtDecisions: {
            /** @description When the base answered (RFC 3339). */
            answered_at: string;
            /** @description Twenty at most; none when the base knows of none. */
            decisions: components["schemas"]["CourtDecision"][];
            /** @description Whether this is an earlier answer, kept. */
            remembered: boolean;
        };
        /** @description Something of the Court that exists from a day to another. */
        CourtUnit: {
            /** @description ISO day from which it no longer exists. */
            closed_on?: string | null;
            /** @description Its code, for ever. */
            code: string;
            /** @description Code of what it was reunited into. */
            into?: string | null;
            /** @description Its name on the day. */
            label: string;
            /** @description ISO day from which it exists; `null` where the court profile brings it. */
            opened_on?: string | null;
        };
        /** @description A deadline. */
        Deadline: {
            /** @description Earlier day to act on where the law leaves two readings. */
            alert?: string | null;
            ambiguous: boolean;
            basis: string;
            catalogue: string;
            chambre?: string | null;
            /**
             * Format: int32
             * @description Negative once past; `null` when nothing runs.
             */
            days_left?: number | null;
            deadline_id: string;
            dossier_id: string;
            dossier_number: string;
            /** @description Last useful day, ISO; `null` when undetermined. */
            due?: string | null;
            /** Format: int64 */
            journal_version: number;
            label: string;
            met_by_act_id?: string | null;
            met_on?: string | null;
            /** @description What is missing to answer. */
            missing: string[];
            party_id?: string | null;
            pourvoi_id?: string | null;
            /** @description Before it was moved to a working day. */
            raw?: string | null;
            rule: string;
            sanction: string;
            /** @description `ouverte`, `satisfaite`, `satisfaite_hors_delai`, `expiree`, `interrompue`, `indeterminee`, `sans_objet`. */
            status: string;
            /** @description Why this date. */
            steps: components["schemas"]["Step"][];
            trigger_act_id: string;
        };
        /** @description Deadlines of a dossier. */
        Deadlines: {
            /** @description The day for which they were derived. */
            derived_for: string;
            /** @description The nearest open one first. */
            items: components["schemas"]["Deadline"][];
            /**
             * Format: int64
             * @description Version of the journal they were derived from.
             */
            journal_version: number;
        };
        /** @description The hearing took place. */
        DebatsTenus: {
            /**
             * @description `donne`, `sans`.
             * @default
             */
            avis_parquet: string;
        };
        /** @description The déchéance of the pourvoi was declared for the parties of the scope. */
        DecheanceConstatee: {
            /** @default  */
            ecli: string;
            /**
             * @description `totale`, `partielle`: partial when it concerns the parties of the scope alone.
             * @default
             */
            etendue: string;
            /**
             * @description `ordonnance`, `arret`.
             * @default
             */
            nature: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A decision attacked. */
        Decision: {
            /** @description Number there. */
            case_number?: string | null;
            /** @description Court that rendered it. */
            court: string;
            /** @description UUID. */
            decision_id: string;
            /** @description `arret`, `jugement` ... */
            nature: string;
            /** @description ISO day. */
            rendered_on?: string | null;
            /** @description Its section. */
            section?: string | null;
        };
        /** @description A decision attacked that is completed, or added. */
        DecisionAmendment: {
            /** @description UUID of the one that is completed; absent for one that is added. */
            decision?: string | null;
            /** @description In full. */
            mentions: components["schemas"]["DecisionInput"];
            /** @description UUID, for one that is added; the first pourvoi of the case when absent. */
            pourvoi?: string | null;
        };
        /** @description A decision under attack; court, section and case number stay in the dossier service. */
        DecisionAttacked: {
            /** @default null */
            decision_id: components["schemas"]["Id"] | null;
            /**
             * @description `arret`, `jugement`, `ordonnance`, `decision`.
             * @default
             */
            nature: string;
            /**
             * @description ISO day of the decision, empty when unknown.
             * @default
             */
            rendered_on: string;
        };
        /** @description The pourvoi attacks a further decision. */
        DecisionAttaqueeAjoutee: {
            /** @default [] */
            added: components["schemas"]["DecisionAttacked"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
        };
        /** @description What is known of a decision attacked was completed; its words stay in the dossier service. */
        DecisionCompletee: {
            /**
             * @description The decision that the declaration attacks first: its day is the one whose law applies.
             * @default []
             */
            decisions: components["schemas"]["DecisionAttacked"][];
            /**
             * @description Another one.
             * @default []
             */
            others: components["schemas"]["DecisionAttacked"][];
        };
        /** @description The decision of the Conseil constitutionnel reached the Court. */
        DecisionDuConseilRecue: {
            /**
             * @description `conformite`, `non_conformite`, `reserve`.
             * @default
             */
            sens: string;
        };
        /** @description A decision attacked, as entered. */
        DecisionInput: {
            /** @description Number there. */
            case_number?: string | null;
            /** @description Court that rendered it. */
            court: string;
            /** @description `arret`, `jugement` ... */
            nature: string;
            /** @description `signification`, `lettre_recommandee` ... */
            notification_mode?: string | null;
            /** @description ISO day of its notification to the demandeur. */
            notified_on?: string | null;
            /** @description ISO day. */
            rendered_on?: string | null;
            /** @description Its section. */
            section?: string | null;
        };
        /** @description A version of a decision was released to the public. Refers to the decision. */
        DecisionMiseADisposition: {
            /**
             * @description Categories hidden in it.
             * @default []
             */
            categories: string[];
            /** @default  */
            ecli: string;
            /**
             * @description SHA-256 of the version released, in hexadecimal.
             * @default
             */
            version_sha256: string;
        };
        /** @description The decision attacked was notified to the parties of the scope. */
        DecisionNotifiee: {
            /**
             * Format: int32
             * @description Length of the term of the pourvoi in days, where a special text fixes it that the declaration does not name; 0 when none does (CPC 612).
             * @default 0
             */
            jours: number;
            /**
             * @description `signification`, `lettre_recommandee`, `remise_au_parquet`, `autre`.
             * @default
             */
            mode: string;
            /**
             * Format: int32
             * @description The same in months.
             * @default 0
             */
            months: number;
            /**
             * @description Zone in which the act was handed to the person: `metropole`, `outre_mer`, `etranger`; empty when it was not.
             * @default
             */
            served_in_person_in: string;
        };
        /** @description The Court pronounced a decision that ends the case for some and lets it go on for others, whom the scope does not name. */
        DecisionPartiellePrononcee: {
            /** @default  */
            ecli: string;
            /**
             * @description Of a cassation: `totale`, `partielle`, `retranchement`.
             * @default
             */
            etendue: string;
            /**
             * @description `parties_non_pourvues`: the annulment also profits parties that did not form a pourvoi (CPP 612-1); empty where it does not.
             * @default
             */
            extension: string;
            /**
             * @description Code of the formation: `f`, `frr`, `frh`, `fs`, `fp`, `fm`, `pl`, `fma`, `fpa`; empty for an order.
             * @default
             */
            formation: string;
            /**
             * @description What was asked for costs: `alloues`, `refuses`; empty where nothing was (CPC 700, CPP 618-1).
             * @default
             */
            frais: string;
            /**
             * @description `arret`, `ordonnance`, `avis`.
             * @default
             */
            nature: string;
            /**
             * @description What is ruled, of whom and of what: one line an outcome; none where the decision rules one thing of the whole case.
             * @default []
             */
            outcomes: components["schemas"]["RulingOutcome"][];
            /**
             * @description Where it is to be published: `b`, `r`, `l`, `c`; none where it is not.
             * @default []
             */
            publication: string[];
            /**
             * @description Number of the minute, in the series of the chamber and the year.
             * @default
             */
            register_number: string;
            /**
             * @description After a cassation: `avec_renvoi`, `partiellement_sans_renvoi`, `sans_renvoi`, `au_fond`.
             * @default
             */
            renvoi: string;
            /**
             * @description Code of the solution in the public list: `cassation`, `rejet` ...; of several outcomes, the one that tells the whole.
             * @default
             */
            solution: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description The Court pronounced its decision. */
        DecisionPrononcee: {
            /** @default  */
            ecli: string;
            /**
             * @description Of a cassation: `totale`, `partielle`, `retranchement`.
             * @default
             */
            etendue: string;
            /**
             * @description `parties_non_pourvues`: the annulment also profits parties that did not form a pourvoi (CPP 612-1); empty where it does not.
             * @default
             */
            extension: string;
            /**
             * @description Code of the formation: `f`, `frr`, `frh`, `fs`, `fp`, `fm`, `pl`, `fma`, `fpa`; empty for an order.
             * @default
             */
            formation: string;
            /**
             * @description What was asked for costs: `alloues`, `refuses`; empty where nothing was (CPC 700, CPP 618-1).
             * @default
             */
            frais: string;
            /**
             * @description `arret`, `ordonnance`, `avis`.
             * @default
             */
            nature: string;
            /**
             * @description What is ruled, of whom and of what: one line an outcome; none where the decision rules one thing of the whole case.
             * @default []
             */
            outcomes: components["schemas"]["RulingOutcome"][];
            /**
             * @description Where it is to be published: `b`, `r`, `l`, `c`; none where it is not.
             * @default []
             */
            publication: string[];
            /**
             * @description Number of the minute, in the series of the chamber and the year.
             * @default
             */
            register_number: string;
            /**
             * @description After a cassation: `avec_renvoi`, `partiellement_sans_renvoi`, `sans_renvoi`, `au_fond`.
             * @default
             */
            renvoi: string;
            /**
             * @description Code of the solution in the public list: `cassation`, `rejet` ...; of several outcomes, the one that tells the whole.
             * @default
             */
            solution: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description The Court mended the decision that the act refers to: a slip, an omission, what was ruled beyond the demand. */
        DecisionRectifiee: {
            /** @default  */
            ecli: string;
            /**
             * @description `office`, `requete`.
             * @default
             */
            initiative: string;
            /**
             * @description `erreur_materielle`, `omission_de_statuer`, `ultra_petita`.
             * @default
             */
            objet: string;
            /** @default  */
            register_number: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A line of the register of decisions. */
        DecisionRow: {
            /** @description Act that records it. */
            act_id: string;
            /** @description Code of the chamber. */
            chambre?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /**
             * @description European identifier.
             * @example ECLI:FR:CCASS:2026:C200123
             */
            ecli?: string | null;
            /** @description Code of the formation. */
            formation?: string | null;
            /**
             * Format: int32
             * @description How many there are.
             */
            joined_count: number;
            /** @description Numbers of the pourvois joined in the same decision, its own apart; in the register, the first fifty. */
            joined_numbers: string[];
            /** @description Type of the act. */
            kind: string;
            /** @description What people read of it. */
            label: string;
            /** @description `arret`, `ordonnance`, `avis`. */
            nature: string;
            /** @description Number of the pourvoi. */
            number: string;
            /** @description ISO day. */
            pronounced_on?: string | null;
            /** @description `b`, `r`, `l`, `c`. */
            publication: string[];
            /** @description Number of the minute. */
            register_number?: string | null;
            /** @description `a_mettre`, `en_cours`, `remise`, `refusee`, `retiree`; `null` where the public gets none. */
            release?: string | null;
            /** @description ISO day by which it is owed to the public. */
            release_by?: string | null;
            /** @description Code of the public list. */
            solution: string;
            /** @description `en_vigueur`, `corrigee`, `annulee`, `rabattue`. */
            state: string;
            /** @description First demandeur, first défendeur; `null` for a reader who may not see it. */
            title?: string | null;
        };
        /** @description A decision with its words. */
        DecisionShown: {
            /** @description Categories that a decision of occultation adds to those of the law. */
            categories: string[];
            /** @description `null` where none was kept. */
            dispositif?: string | null;
            /** @description `totale`, `partielle`, `retranchement`. */
            etendue?: string | null;
            /** @description `parties_non_pourvues`, for an annulment that profits others than the demandeurs (CPP 612-1). */
            extension?: string | null;
            /** @description `alloues`, `refuses`: what was ruled of the costs (CPC 700, CPP 618-1). */
            frais?: string | null;
            /** @description Pourvois joined. */
            joined_numbers: string[];
            /** @description What it rules. */
            outcomes: components["schemas"]["OutcomeLine"][];
            /** @description Latest first. */
            releases: components["schemas"]["Release"][];
            /** @description `avec_renvoi`, `partiellement_sans_renvoi`, `sans_renvoi`, `au_fond`. */
            renvoi?: string | null;
            /** @description Court of renvoi. */
            renvoi_court?: string | null;
            /** @description Its line. */
            row: components["schemas"]["DecisionRow"];
            /** @description The decision as a whole. */
            text?: string | null;
            /** @description SHA-256 of the dispositif, an empty line and the whole text, or of the dispositif alone. */
            text_sha256?: string | null;
        };
        /** @description The decision against which one wants to know whether a pourvoi was formed. */
        DecisionSought: {
            /**
             * @description Number of the case, in any spelling; this or the name of a party.
             * @example 25/01234
             */
            case_number?: string | null;
            /**
             * @description Court that ruled, as people write it.
             * @example cour d’appel de Lyon
             */
            court: string;
            /** @description `civile` where nothing is said, `elections_professionnelles`; `penale` is sent to the court that ruled. */
            matter?: string | null;
            /** @description Names of parties. */
            parties?: string[];
            /** @description The requester's own, printed on the certificate. */
            reference?: string | null;
            /**
             * @description ISO day.
             * @example 2026-09-10
             */
            rendered_on: string;
        };
        /** @description What a decision says in words, kept apart from the journal. */
        DecisionWords: {
            /**
             * @description Gives the next number of the series of minutes, and the ECLI with it.
             * @default false
             */
            allot_minute: boolean;
            /**
             * @description Words of the chefs that `outcomes` number, from 1.
             * @default []
             */
            chefs: string[];
            /**
             * @description The dispositif.
             * @default
             * @example CASSE ET ANNULE, sauf en ce qu’il …
             */
            dispositif: string;
            /**
             * @description Numbers of the pourvois joined, in any form.
             * @default []
             */
            joined_numbers: string[];
            /**
             * @description Court of renvoi, for a cassation avec renvoi.
             * @default
             */
            renvoi_court: string;
            /**
             * @description The decision as a whole; what the public reads is written from it.
             * @default
             */
            text: string;
        };
        /** @description The decisions of a dossier, latest first. */
        Decisions: {
            /** @description The decisions. */
            decisions: components["schemas"]["DecisionShown"][];
            /** @description What the reader may do: `mettre_a_disposition`. */
            permissions: string[];
            /**
             * Format: int64
             * @description Version of the journal.
             */
            version: number;
        };
        /** @description The registry sent the declaration to the défendeurs of the scope. */
        DeclarationCommuniquee: Record<string, never>;
        /** @description A judge set a term. */
        DelaiFixe: {
            /**
             * @description `memoire_ampliatif`, `memoire_en_defense`, `observations`, `pieces`, `production`.
             * @default
             */
            objet: string;
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            until: string;
        };
        /** @description The premier président reduced the terms of the mémoires and pieces. */
        DelaisReduits: {
            /**
             * Format: int32
             * @description Length of the reduced term in months; 0 when a day is fixed.
             * @default 0
             */
            months: number;
            /**
             * @description ISO day fixed by the order; empty when a length is.
             * @default
             */
            until: string;
        };
        /** @description Somebody who writes or comments. */
        DeliberationAuthor: {
            /** @description UUID. */
            agent_id: string;
            /** @description `null` when the register does not say. */
            name?: string | null;
        };
        /** @description A comment. */
        DeliberationComment: {
            /** @description Who made it. */
            author: components["schemas"]["DeliberationAuthor"];
            /** @description UUID. */
            comment_id: string;
            /** @description RFC 3339. */
            made_at: string;
            /** @description What it says. */
            text: string;
            /**
             * Format: int64
             * @description Version that it speaks of.
             */
            version: number;
        };
        /** @description A comment to make. */
        DeliberationCommentInput: {
            /** @description At most 4 000 characters. */
            text: string;
            /**
             * Format: int64
             * @description Version that it speaks of.
             */
            version: number;
        };
        /** @description What changed between two versions. */
        DeliberationComparison: {
            /**
             * Format: int64
             * @description Versions compared.
             */
            from_version: number;
            /** @description In reading order: without what came they are the one text, without what went the other. */
            segments: components["schemas"]["DeliberationSegment"][];
            /**
             * Format: int64
             * @description Of the other side.
             */
            to_version: number;
            /** @description Reader and instant, to show across the text. */
            watermark: string;
        };
        /** @description The version deposited. */
        DeliberationDepositInput: {
            /**
             * Format: int64
             * @description Last version, as its author read it.
             */
            version: number;
        };
        /** @description The deposit of a report, on its way to the dossier's journal. */
        DeliberationEntry: {
            /** @description Code of the refusal. */
            code?: string | null;
            /** @description When the report was deposited, RFC 3339. */
            owed_since: string;
            /** @description UUID of the piece of the dossier that the report is, once the journal took it. */
            piece_id?: string | null;
            /** @description Its sentence. */
            reason?: string | null;
            /** @description When the journal took it, or refused it. */
            settled_at?: string | null;
            /** @description `du`, `inscrit`, `refuse`. */
            state: string;
        };
        /** @description A paper to open. */
        DeliberationInput: {
            /** @description Paper of the same kind that it is an alternative of. */
            alternative_of?: string | null;
            /** @description Other rapporteurs of the case who write it too. */
            co_author_ids?: string[];
            /** @description `rapport`, `note`, `avis`, `projet`. */
            kind: string;
            /** @description Its first version, at most 400 000 bytes. */
            text?: string;
            /** @description At most 200 characters. */
            title: string;
        };
        /** @description A paper of the délibéré, as its reader may know it. */
        DeliberationPaper: {
            /** @description Whether it is the projet that the formation adopted, whose text the minute takes up. */
            adopted: boolean;
            /** @description Paper that it is an alternative of. */
            alternative_of?: string | null;
            /** @description Who writes it. */
            authors: components["schemas"]["DeliberationAuthor"][];
            /**
             * Format: int64
             * @description Version last deposited.
             */
            deposited_version?: number | null;
            /** @description UUID. */
            dossier_id: string;
            entry?: components["schemas"]["DeliberationEntry"] | null;
            /** @description `rapport`, `note`, `avis`, `projet`. */
            kind: string;
            /** @description Whether the reader writes it. */
            own: boolean;
            /** @description UUID. */
            paper_id: string;
            /** @description RFC 3339. */
            saved_at: string;
            /** @description Who wrote `version`. */
            saved_by: components["schemas"]["DeliberationAuthor"];
            /** @description Of the deposited version: `brouillon` before there is one, `depose`, `relu`, `delibere`. */
            state: string;
            /** @description As its authors call it. */
            title: string;
            /**
             * Format: int64
             * @description Last version that the reader may read.
             */
            version: number;
        };
        /** @description Papers of a case that the reader may read. */
        DeliberationPapers: {
            /** @description Whether the reader may open one. */
            may_open: boolean;
            /** @description In the order in which they were opened. */
            papers: components["schemas"]["DeliberationPaper"][];
        };
        /** @description A paper, whole, under the reader's name. */
        DeliberationReading: {
            /** @description Oldest first. */
            comments: components["schemas"]["DeliberationComment"][];
            /** @description Whether the reader may say that the formation adopted it. */
            may_adopt: boolean;
            /** @description Whether the reader may say that it was deliberated on. */
            may_close: boolean;
            /** @description Whether the reader may say that it was reread. */
            may_review: boolean;
            /** @description The paper. */
            paper: components["schemas"]["DeliberationPaper"];
            /** @description Its text. */
            text: string;
            /**
             * Format: int64
             * @description Version read.
             */
            version: number;
            /** @description Those that the reader may read, oldest first. */
            versions: components["schemas"]["DeliberationVersion"][];
            /** @description Reader and instant, to show across the text. */
            watermark: string;
        };
        /** @description A version saved. */
        DeliberationSaved: {
            meant?: components["schemas"]["DeliberationPaper"] | null;
            /** @description The paper at its new version; the alternative when the text was kept apart. */
            paper: components["schemas"]["DeliberationPaper"];
        };
        /** @description A run of text. */
        DeliberationSegment: {
            /** @description `egal`, `retire`, `ajoute`. */
            change: string;
            /** @description The text. */
            text: string;
        };
        /** @description What was done with a deposited version. */
        DeliberationStateInput: {
            /** @description For `adopte`: the projet that is adopted, as it was read, if there is one. */
            adopted_paper_id?: string | null;
            /** @description `relu`, `delibere`, `adopte`. */
            state: string;
            /**
             * Format: int64
             * @description Version deposited, as it was reread.
             */
            version: number;
        };
        /** @description A version of a paper. */
        DeliberationVersion: {
            /** @description Who wrote it. */
            author: components["schemas"]["DeliberationAuthor"];
            /** @description RFC 3339. */
            saved_at: string;
            /** @description Of the bytes kept, in hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description From 1.
             */
            version: number;
        };
        /** @description A version to save. */
        DeliberationVersionInput: {
            /** @description Where another version came first: keeps the text as an alternative paper. */
            apart?: boolean;
            /**
             * Format: int64
             * @description Version that it rests on.
             */
            base_version: number;
            /** @description At most 400 000 bytes. */
            text: string;
        };
        /** @description The case was put under deliberation. */
        DelibereOuvert: {
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            prononce_le: string;
        };
        /** @description A certificate delivered. */
        DeliveredCertificate: {
            /** @description RFC 3339. */
            delivered_at: string;
            /** @description `non_pourvoi`, `partiel`, `date_pourvoi`. */
            kind: string;
            /**
             * @description Printed number.
             * @example CNP-2026-00001
             */
            number: string;
            /** @description SHA-256 of the text, in hexadecimal. */
            sha256: string;
            /** @description What is certified: UTF-8, lines ended by LF, what the hash is of. `null` in a list. */
            text?: string | null;
        };
        /** @description A demand and what became of it. */
        Demand: {
            /** @description Of the batch with which it came. */
            batch_id?: string | null;
            /** @description What the search found; for the registry. */
            candidates: components["schemas"]["Candidate"][];
            certificate?: components["schemas"]["DeliveredCertificate"] | null;
            /** @description `guichet`, `en_ligne`, `interface`. */
            channel: string;
            /** @description RFC 3339. */
            decided_at?: string | null;
            /** @description Subject of who decided; `null` when no doubt remained. */
            decided_by?: string | null;
            /** @description UUID. */
            demand_id: string;
            /** @description More dossiers resemble than are shown: nothing can be certified. */
            overflow: boolean;
            /** @description What the reader may do: `decider_certificat`. */
            permissions: string[];
            /** @description Why. */
            reason?: string | null;
            /** @description RFC 3339. */
            received_at: string;
            /** @description Who asked. */
            requester: components["schemas"]["Requester"];
            /** @description What was asked. */
            sought: components["schemas"]["DecisionSought"];
            /** @description `a_decider`, `delivre`, `renvoye`. */
            status: string;
            /**
             * Format: int64
             * @description Goes back in `If-Match`.
             */
            version: number;
        };
        /** @description What became of a demand. */
        DemandAnswer: {
            /** @description `null` when it could not even be received. */
            demand_id?: string | null;
            /** @description `non_pourvoi`, `partiel`, `date_pourvoi`. */
            kind?: string | null;
            /**
             * @description Number of the certificate.
             * @example CNP-2026-00001
             */
            number?: string | null;
            refusal?: components["schemas"]["Finding"] | null;
            /** @description SHA-256 of its text, in hexadecimal. */
            sha256?: string | null;
            /** @description `a_decider`, `delivre`, `renvoye`; `refuse` in a batch. */
            status: string;
            /**
             * Format: int64
             * @description Version of the demand.
             */
            version: number;
        };
        /** @description A demand for one decision. */
        DemandInput: {
            /** @description Who asks; nothing from counsel. */
            requester?: components["schemas"]["Requester"];
            /** @description The decision. */
            sought: components["schemas"]["DecisionSought"];
        };
        /** @description A deposit and what became of it: the receipt of its sender. */
        Deposit: {
            /** @description Acts that it made. */
            act_ids: string[];
            /** @description Deadlines that it opens or meets; `null` while they are not computed, or when they are not for the reader. */
            deadlines?: components["schemas"]["DepositDeadline"][] | null;
            /** @description UUID. */
            deposit_id: string;
            /** @description The dossier that it opened or joined. */
            dossier_id?: string | null;
            /** @description Its number, with its letter. */
            dossier_number?: string | null;
            /** @description What the law or the registry remarks. */
            findings: components["schemas"]["Finding"][];
            /** @description `declaration`, `memoire`, `piece`, `evenement`; `null` while the message does not read. */
            kind?: string | null;
            /** @description As the sender declared it. */
            media_type: string;
            /** @description The sender's own name for it; `null` while the message does not read. */
            message_id?: string | null;
            /** @description Why it was refused. */
            motive?: string | null;
            /** @description Pieces, each with the hash that was found to be the one stated. */
            pieces: components["schemas"]["DepositPiece"][];
            reason?: components["schemas"]["Finding"] | null;
            /** @description The first arrival of its last byte (RFC 3339), whatever happens afterwards. */
            received_at: string;
            /** @description Identifier of the sender. */
            sender: string;
            /** @description When it got its present status (RFC 3339). */
            settled_at: string;
            /** @description Of the bytes received, in hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Bytes received.
             */
            size: number;
            /** @description `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`. */
            status: string;
            /**
             * Format: int64
             * @description Version of the journal after it; `null` when it entered none.
             */
            version?: number | null;
        };
        /** @description A dossier that a declaration may repeat. */
        DepositCandidate: {
            /** @description UUID. */
            dossier_id: string;
            /** @description With its letter. */
            number: string;
            /** @description First demandeur and first défendeur. */
            title: string;
        };
        /** @description A deadline that a deposit opens or meets. */
        DepositDeadline: {
            /** @description The article. */
            basis: string;
            /** @description UUID. */
            deadline_id: string;
            /** @description Last useful day, ISO; `null` when undetermined. */
            due?: string | null;
            /** @description `ouvre`, `satisfait`. */
            effect: string;
            /** @description What people read. */
            label: string;
            /** @description Identifier in the catalogue. */
            rule: string;
            /** @description `ouverte`, `satisfaite`, `satisfaite_hors_delai` ... */
            status: string;
        };
        /** @description A deposit, with what it holds for those who settle it. */
        DepositDetail: {
            /** @description Dossiers that a declaration may repeat. */
            candidates: components["schemas"]["DepositCandidate"][];
            /** @description The receipt. */
            deposit: components["schemas"]["Deposit"];
            /** @description The bytes received, as text; `null` for a sender. */
            message?: string | null;
            /** @description As a greffier last repaired it. */
            repaired?: string | null;
            /** @description Whether the reader settles deposits. */
            settles: boolean;
        };
        /** @description A piece of a deposit. */
        DepositPiece: {
            /** @description UUID. */
            piece_id: string;
            /** @description In hexadecimal. */
            sha256: string;
        };
        /** @description A designation in force. */
        Designation: {
            /** @description UUID in the register. */
            agent_id: string;
            /** @description ISO day. */
            designated_on?: string | null;
            /** @description Name to show. */
            name: string;
            /** @description `rapporteur`, `avocat_general`; `rapporteur_pour_avis`, `avocat_general_pour_avis` in a chamber consulted (CPC 1015-1). */
            role: string;
        };
        /** @description A designation to propose. */
        DesignationInput: {
            /** @description Agent designated. */
            agent_id?: string | null;
            /** @description Chamber given; of a person, the one consulted for whose opinion they are designated (CPC 1015-1). */
            chambre?: string | null;
            /** @description Of a civil chamber given: `court`, `intermediaire`, `approfondi`. With the chamber that the case is in, it changes its circuit. */
            circuit?: string | null;
            /** @description ISO day; today by default. */
            designated_on?: string | null;
            /** @description `chambre_attribuee`, `rapporteur_designe`, `avocat_general_designe`. */
            kind: string;
            /**
             * Format: int32
             * @description 2 for a second rapporteur, where the formation seised admits one (COJ R431-14); 1 by default.
             */
            rank?: number | null;
            /** @description Why, where a limit keeps the person from being proposed and may be decided otherwise: 3 to 500 characters. */
            reason?: string | null;
        };
        /** @description The Court took note of a withdrawal. */
        DesistementConstate: {
            /** @default  */
            ecli: string;
            /**
             * @description `total`, `partiel`.
             * @default
             */
            etendue: string;
            /**
             * @description `ordonnance`, `arret`.
             * @default
             */
            nature: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description The demandeur withdrew, wholly or in part. */
        DesistementDepose: {
            /**
             * @description `total`, `partiel`.
             * @default
             */
            etendue: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
            /** @default false */
            reserves: boolean;
        };
        /** @description A digest by e-mail, as its reader chose it. */
        DigestChoice: {
            address?: string | null;
            deadlines: boolean;
            follows: boolean;
            /** @description `aucun`, `matin`, `semaine`. */
            frequency: string;
            /**
             * Format: int32
             * @description Of the Court's time zone, 5 to 20.
             */
            hour: number;
            tasks: boolean;
            /**
             * Format: int32
             * @description 1 (Monday) to 7, for `semaine`.
             */
            weekday: number;
        };
        /** @description A choice to keep. */
        DigestInput: {
            address?: string;
            deadlines: boolean;
            follows: boolean;
            /** @description `aucun`, `matin`, `semaine`. */
            frequency: string;
            /**
             * Format: int32
             * @description Of the Court's time zone, 5 to 20.
             */
            hour: number;
            tasks: boolean;
            /**
             * Format: int32
             * @description 1 (Monday) to 7, for `semaine`.
             */
            weekday: number;
        };
        /** @description A digest that was made. */
        DigestSent: {
            /** @description ISO day. */
            day: string;
            /** @description `remis`, `en_cours`, `envoye`, `inconnu`, `rejete`, `vide`, `perime`. */
            state: string;
            why?: string | null;
        };
        /** @description A dossier left a group of joined dossiers. */
        DisjonctionPrononcee: {
            /** @default null */
            head: components["schemas"]["Id"] | null;
            /**
             * @description Dossiers that leave; the one whose journal bears the act when empty.
             * @default []
             */
            leaving: components["schemas"]["Id"][];
        };
        /** @description A distribution as it stands. */
        Distribution: {
            /** @description By dossier and rank. */
            cards: components["schemas"]["DistributionCard"][];
            /** @description By person. */
            loads: components["schemas"]["DistributionLoad"][];
            /** @description First day over which loads are compared. */
            period_from: string;
            /** @description Last day. */
            period_to: string;
            /** @description SHA-256 of the proposal. */
            proposal_sha256: string;
            /** @description Version of the rules. */
            rules: string;
            /** @description Of a replay: whether the same bytes came. */
            same?: boolean | null;
            /** @description What orders equals, as text: it is a whole number of 64 bits. */
            seed: string;
            /** @description SHA-256 of what it rests on, in hexadecimal. */
            snapshot_sha256: string;
            /** @description What it is. */
            summary: components["schemas"]["DistributionSummary"];
        };
        /** @description A dossier, at a rank. */
        DistributionCard: {
            /** @description Whose it is. */
            agent_id?: string | null;
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description Why the dossier declined it. */
            declined?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description How many persons each limit keeps out, when nobody could be proposed. */
            excluded: components["schemas"]["LimitCount"][];
            /** @description Head of the joined dossiers, when it is another: the card goes with it. */
            head?: string | null;
            /** @description Limits that the card meets as it stands. */
            limits: components["schemas"]["DistributionLimit"][];
            /** @description Subject of who moved it. */
            moved_by?: string | null;
            /** @description As printed; `null` when it may not be told. */
            number?: string | null;
            /** @description Who was proposed; `null` when nobody could be. */
            proposed?: string | null;
            /** @description Name to show. */
            proposed_name?: string | null;
            /**
             * Format: int32
             * @description 1, or 2 for the second of a double rapport.
             */
            rank: number;
            /** @description Reason of the last move. */
            reason?: string | null;
            /** @description Once validated: `proposee`, `en_vigueur`, `refusee`, `remplacee`. */
            status?: string | null;
            /** @description Whether a day was set before which it must be judged. */
            urgent: boolean;
            /**
             * Format: int32
             * @description Hundredths of an ordinary dossier.
             */
            weight: number;
        };
        /** @description Two distributions, side by side. */
        DistributionComparison: {
            /** @description By dossier and rank. */
            cards: components["schemas"]["ComparedCard"][];
            /** @description The first plan. */
            left: components["schemas"]["ComparedPlan"];
            /** @description By person. */
            loads: components["schemas"]["ComparedLoad"][];
            /** @description The second. */
            right: components["schemas"]["ComparedPlan"];
        };
        /** @description A batch to distribute. */
        DistributionInput: {
            /** @description UUID of an open distribution of the same dossiers, of which this is another plan. Of the two, the one that is validated gives up the other. */
            beside?: string | null;
            /** @description Code of the chamber. */
            chambre: string;
            /** @description 500 at most. */
            dossiers: components["schemas"]["BatchedDossier"][];
            /** @description `rapporteur`, `avocat_general`. */
            office: string;
            /** @description ISO day; the first of the year by default. */
            period_from?: string | null;
            /** @description ISO day; the last of the year by default. */
            period_to?: string | null;
            /** @description UUID of an agent whose dossiers these are, to be given anew: validated, each of their designations ends. */
            replaces?: string | null;
        };
        /** @description Why somebody may not be given a dossier. */
        DistributionLimit: {
            /** @description Where it is written. */
            basis: string;
            /** @description Stable code. */
            code: string;
            /** @description `interdit`: nobody may decide it; `ecarte`: the president may, with a reason. */
            nature: string;
            /** @description What is said of the person, after the name. */
            phrase: string;
        };
        /** @description What somebody bears, in hundredths of an ordinary dossier. */
        DistributionLoad: {
            /**
             * Format: int64
             * @description What the cards add.
             */
            added: number;
            /** @description UUID. */
            agent_id: string;
            /** @description Name to show. */
            agent_name?: string | null;
            /**
             * Format: int64
             * @description Given during the period before the batch.
             */
            before: number;
            /**
             * Format: int32
             * @description Time over the period, in thousandths of a full one.
             */
            capacity: number;
            /**
             * Format: int64
             * @description The same, with the cards.
             */
            relative_after?: number | null;
            /**
             * Format: int64
             * @description As if at full time; `null` for who has no time.
             */
            relative_before?: number | null;
        };
        /** @description A distribution to settle. */
        DistributionSettleInput: {
            /** @description `valider`, `abandonner`. */
            decision: string;
            /**
             * Format: int64
             * @description Version that was read.
             */
            version: number;
        };
        /** @description A distribution, without its cards. */
        DistributionSummary: {
            /** @description Code of the chamber. */
            chambre: string;
            /** @description ISO day of the designations. */
            day: string;
            /** @description UUID. */
            distribution_id: string;
            /**
             * Format: int32
             * @description Dossiers of the batch.
             */
            dossiers: number;
            /** @description `rapporteur`, `avocat_general`. */
            office: string;
            /** @description RFC 3339. */
            opened_at: string;
            /** @description Subject of who opened it. */
            opened_by: string;
            /**
             * Format: int32
             * @description 1 or 2: two plans of one batch may be open at once.
             */
            plan: number;
            /** @description UUID of the agent whose dossiers are given anew; absent when they had nobody. */
            replaces?: string | null;
            /** @description `ouverte`, `validee`, `abandonnee`. */
            status: string;
            /**
             * Format: int64
             * @description Given back when it is changed.
             */
            version: number;
        };
        /** @description A dossier as it stands. */
        Dossier: {
            /** @description Version of the law applied. */
            catalogue: string;
            /** @description Code of the chamber. */
            chambre?: string | null;
            /** @description What people read. */
            chambre_label?: string | null;
            /** @description What is not in order before a milestone; empty for a reader who does not instruct the case. */
            checks: components["schemas"]["Check"][];
            /** @description Circuit in its chamber, for the siège and the registry: `court`, `intermediaire`, `approfondi`. */
            circuit?: string | null;
            /** @description Chambers asked for their opinion, in the order in which they were. */
            consultations: components["schemas"]["Consultation"][];
            /** @description Decisions attacked. */
            decisions: components["schemas"]["Decision"][];
            /** @description In force. */
            designations: components["schemas"]["Designation"][];
            /** @description UUID. */
            dossier_id: string;
            /** @description ISO day. */
            formed_on?: string | null;
            group?: components["schemas"]["Group"] | null;
            /** @description What is wrong, with its remedy. */
            irregularities: components["schemas"]["Finding"][];
            /** @description Dossiers joined with this one. */
            joined_numbers: string[];
            /** @description Terms under which it is found. */
            keywords: string[];
            /** @description Other cases that have to do with it. */
            links: components["schemas"]["LinkedCase"][];
            /** @description Nature de l’affaire orientée. */
            matter?: string | null;
            /** @description What its code stands for, as closely as the court's nomenclature says; `null` for one taken over from before it. */
            matter_label?: string | null;
            /**
             * Format: int32
             * @description How many notices there are.
             */
            notice_count: number;
            /** @description What the law wants told, not proved first, at most 200; empty for a reader who does not instruct the case. */
            notices: components["schemas"]["Notice"][];
            /** @description With its letter: `C 26-10.001`. */
            number: string;
            /** @description Offices named in the case. */
            offices: components["schemas"]["Office"][];
            /** @description RFC 3339. */
            opened_at: string;
            outcome?: components["schemas"]["Outcome"] | null;
            /** @description At most 200. */
            parties: components["schemas"]["Party"][];
            /**
             * Format: int32
             * @description How many parties there are.
             */
            party_count: number;
            /** @description What the reader may do here. */
            permissions: string[];
            /** @description Names of the act types that may come at this stage, to a reader of the case; the reference says the rest of them. */
            possible_acts: string[];
            /** @description At least one. */
            pourvois: components["schemas"]["Pourvoi"][];
            /** @description Code of the procedure. */
            procedure: string;
            /** @description What people read. */
            procedure_label: string;
            /** @description Whether it is closed to all but those named. */
            sealed: boolean;
            /** @description Code of the stage. */
            stage: string;
            /** @description What people read. */
            stage_label: string;
            /** @description Why the case cannot wait. */
            urgency?: string | null;
            /** @description Whether it is urgent. */
            urgent: boolean;
            /**
             * Format: int64
             * @description Version of the journal; also in `ETag`.
             */
            version: number;
        };
        /** @description The file was asked from the court that ruled. */
        DossierDemande: Record<string, never>;
        /** @description The registry that ruled made the file ready. */
        DossierMisEnEtat: {
            /**
             * @description `complet`, `incomplet`.
             * @default
             */
            inventaire: string;
        };
        /** @description The file left the registry for a while. */
        DossierPrete: {
            /**
             * @description `rapporteur`, `avocat_general`, `avocat_aux_conseils`, `parquet_general`, `juridiction`, `autre`.
             * @default
             */
            destinataire: string;
            /**
             * Format: int32
             * @description Bundles; 0 where nobody counted.
             * @default 0
             */
            liasses: number;
            /**
             * @description `papier`, `electronique`, `mixte`.
             * @default
             */
            support: string;
        };
        /** @description The file of the court that ruled reached the Court. */
        DossierRecu: {
            /**
             * Format: int32
             * @description Bundles; 0 where nobody counted.
             * @default 0
             */
            liasses: number;
            /**
             * @description `parquet_general`, `juridiction`, `autre`.
             * @default
             */
            origine: string;
            /**
             * @description `papier`, `electronique`, `mixte`.
             * @default
             */
            support: string;
        };
        /** @description The file that was lent came back. */
        DossierRendu: {
            /**
             * Format: int32
             * @description Bundles; 0 where nobody counted.
             * @default 0
             */
            liasses: number;
        };
        /** @description The file went back. */
        DossierRestitue: {
            /**
             * @description `juridiction_de_renvoi`, `juridiction_attaquee`, `archives`.
             * @default
             */
            destinataire: string;
            /**
             * Format: int32
             * @description Bundles; 0 where nobody counted.
             * @default 0
             */
            liasses: number;
            /**
             * @description `papier`, `electronique`, `mixte`; empty when not said.
             * @default
             */
            support: string;
        };
        /** @description The case was closed to all but those named. */
        DossierScelle: {
            /**
             * @description Agents for whom it stays open.
             * @default []
             */
            named: components["schemas"]["Id"][];
        };
        /** @description An arrêt that was pronounced, whose minute is not made or not signed by both. */
        DueMinute: {
            /** @description UUID. */
            dossier_id: string;
            /** @description UUID of the piece that it is, once an act of the dossier names it. */
            piece_id?: string | null;
            /** @description ISO day. */
            pronounced_on: string;
            /**
             * Format: int32
             * @description Signatures that it bears.
             */
            signatures: number;
            /** @description `a_etablir`, `a_signer`. */
            state: string;
        };
        /** @description Minutes that the registry of the reader's chambers is to make, or to have signed. */
        DueMinutes: {
            /** @description The oldest arrêt first, 100 at most. */
            items: components["schemas"]["DueMinute"][];
        };
        /** @description A notice that the law wants, and where it stands. */
        DueNotice: {
            article: string;
            chambre?: string | null;
            channel?: string | null;
            /** @description Channels that the law admits, the usual one first. */
            channels: string[];
            /** @description The act was corrected after it had gone. */
            corrective_owed: boolean;
            /** @description What the journal says: `du`, `envoye`, `revenu`, `prouve`, `sans_objet`. */
            derived: string;
            dossier_id: string;
            dossier_number: string;
            /** @description ISO day. */
            due?: string | null;
            label: string;
            means: string[];
            /** @description Identifier in the catalogue: `not.civ.02`. */
            notice: string;
            notice_id: string;
            party_id?: string | null;
            /** @description `a_preparer`, `a_remettre`, `en_chemin`, `a_examiner`, `en_poursuite`, `prouve`, `attendu`, `sans_objet`. */
            place: string;
            recipient: string;
            /** @description Who sends it: `greffe`, or another whose sending is awaited. */
            sender: string;
            /** @description State of the last sending. */
            state?: string | null;
            without_proof?: string | null;
        };
        /** @description Durations of the cases closed in a year, in days from the pourvoi to the decision. */
        DurationCell: {
            /** @description `null` where no chamber is known. */
            chambre?: string | null;
            /**
             * Format: int64
             * @description Cases.
             */
            count: number;
            /**
             * Format: double
             * @description Mean.
             */
            mean: number;
            /**
             * Format: double
             * @description Median.
             */
            median: number;
            /** @description `anterieur` for figures of the former system, `greffe` for dossiers closed here. */
            origin: string;
            /** @description Code of the procedure. */
            procedure: string;
            /**
             * Format: double
             * @description First quartile.
             */
            q1: number;
            /**
             * Format: double
             * @description Third quartile.
             */
            q3: number;
            /**
             * Format: int32
             * @description Year of the decision.
             */
            year: number;
        };
        /** @description Durations of closed cases. */
        Durations: {
            /** @description One a year, procedure, chamber and origin that has cases. */
            cells: components["schemas"]["DurationCell"][];
        };
        /** @description A dossier in which an act was entered by reference. */
        EnteredAct: {
            /** @description UUID of the act there. */
            act_id: string;
            /** @description UUID. */
            dossier_id: string;
            /** @description Printed form. */
            number: string;
            /**
             * Format: int64
             * @description Version of its journal.
             */
            version: number;
        };
        /** @description The president ruled on the immediate examination of the pourvoi. */
        ExamenImmediatOrdonne: {
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            audience: string;
            /**
             * @description `admis`, `refuse`, `retour`.
             * @default
             */
            sens: string;
        };
        /** @description The decision attacked was performed. */
        ExecutionAccomplie: Record<string, never>;
        /** @description A certified copy of the decision was sent. */
        ExpeditionTransmise: {
            /**
             * @description `parquet_general`, `juridiction_de_renvoi`, `juridiction_attaquee`, `garde_des_sceaux`, `conseil_constitutionnel`, `premier_ministre`.
             * @default
             */
            destinataire: string;
        };
        /** @description A field of a type of act. */
        Field: {
            /** @description Codes admitted; empty when any is. */
            codes: string[];
            /** @description `code`, `id`, `ids`, `entier`, `booleen`, `jour`, `jours`. */
            kind: string;
            /** @description What people read. */
            label: string;
            /** @description Name in `corps`. */
            name: string;
            /** @description Whether it must be stated. */
            required: boolean;
        };
        /** @description A wrong field. */
        FieldError: {
            /** @description Stable code. */
            code: string;
            /** @description Path in the body (`parties[0].person.name`), or name of a header or parameter. */
            field: string;
            /** @description French. */
            message: string;
        };
        /** @description The end of a file that came in parts. */
        FileEnd: {
            /** @description Of the whole file, in hexadecimal. */
            sha256: string;
        };
        /** @description A file to send in parts. */
        FileInput: {
            /** @description `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`. */
            kind: string;
            /** @description As its sender knows it. */
            media_type?: string | null;
            /** @description Its name. */
            nom: string;
            /**
             * Format: int64
             * @description Bytes in all.
             */
            size: number;
        };
        /** @description Something that must be said of an act or a dossier, with its remedy. */
        Finding: {
            /** @description The article. */
            basis: string;
            /** @description Stable code. */
            code: string;
            /** @description Act types that cure it. */
            cured_by: string[];
            /** @description Field concerned. */
            field?: string | null;
            /** @description What was found, what is expected, what to do. */
            message: string;
            /** @description `bloquante`, `avertissement`, `information`. */
            severity: string;
        };
        /** @description A session of a party. */
        FollowOpened: {
            /** @description When it ends (RFC 3339). */
            expires_at: string;
        };
        /** @description A case, as its party may see it. */
        FollowedCase: {
            /** @description `null` before a chamber has it. */
            chambre_label?: string | null;
            /** @description What it deposited, the latest first. */
            deposits: components["schemas"]["FollowedDeposit"][];
            /** @description When the session ends (RFC 3339). */
            expires_at: string;
            /** @description ISO day. */
            formed_on?: string | null;
            /** @description ISO day of the hearing that comes. */
            hearing_on?: string | null;
            /** @description Article under which it may remit a mémoire itself; `null` where the law does not let it. */
            memoire_article?: string | null;
            /** @description What it was told, the latest first. */
            notices: components["schemas"]["FollowedNotice"][];
            /**
             * @description With its letter.
             * @example T 26-10.001
             */
            number: string;
            /** @description The party's own name. */
            party_name: string;
            /** @description What people read. */
            procedure_label: string;
            /** @description `demandeur`, `defendeur`, `intervenant`. */
            role: string;
            /** @description Where it stands. */
            stage_label: string;
            /** @description Terms that run against the party, the nearest first. */
            terms: components["schemas"]["FollowedTerm"][];
        };
        /** @description What the party itself deposited. */
        FollowedDeposit: {
            /** @description UUID. */
            deposit_id: string;
            /** @description Why it was refused. */
            motive?: string | null;
            /** @description Its files, each with its hash. */
            pieces: components["schemas"]["DepositPiece"][];
            /** @description When its last byte had arrived (RFC 3339). */
            received_at: string;
            /** @description `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`. */
            status: string;
        };
        /** @description Something that was addressed to the party. */
        FollowedNotice: {
            /** @description The article. */
            article: string;
            /** @description What people read. */
            label: string;
            /** @description ISO day; `null` when unknown. */
            on?: string | null;
            /** @description `envoye`, `prouve`, `revenu`. */
            status: string;
        };
        /** @description A term that runs against the party. */
        FollowedTerm: {
            /** @description The article. */
            article: string;
            /** @description Last useful day, ISO. */
            due: string;
            /** @description What people read. */
            label: string;
        };
        /** @description A formation was seised. */
        FormationSaisie: {
            /**
             * @description Of `chambre_pour_avis`: code of the chamber asked for its opinion.
             * @default
             */
            chambre_consultee: string;
            /**
             * @description `restreinte`, `section`, `pleniere_de_chambre`, `chambre_mixte`, `assemblee_pleniere`, `formation_mixte_pour_avis`,
             *     `formation_pleniere_pour_avis`, `autre_chambre`, `chambre_pour_avis`.
             * @default
             */
            formation: string;
        };
        /** @description One of three: a day, an instant, or that nobody knows. */
        FormedInput: {
            /**
             * Format: date
             * @description ISO day.
             */
            day?: string | null;
            /**
             * Format: date-time
             * @description RFC 3339.
             */
            instant?: string | null;
            /** @description `true` for a case taken over without its date. */
            unknown?: boolean | null;
        };
        /** @description Something that is not in order before a milestone. */
        GateFinding: {
            /** @description The text that grounds it. */
            article: string;
            /** @description Identifier of the check. */
            code: string;
            /** @description Act types that cure it. */
            cured_by: string[];
            /** @description What must be in order. */
            label: string;
            /** @description What was found, what it leads to. */
            message: string;
            /** @description Roles to which the law leaves it to pass all the same. */
            overridden_by: string[];
            /** @description Part of the gate that found it. */
            part: string;
            /** @description `irregulier`, `non_verifie`. */
            result: string;
            /** @description `bloquante`, `avertissement`, `information`. */
            severity: string;
        };
        /** @description Whether a service answered for its part. */
        GatePart: {
            /** @description Whether it answered: a part that did not is never regular. */
            answered: boolean;
            /** @description What people read. */
            label: string;
            /** @description `dossier`, `deadline`, `assignment`, `document`, `notification`. */
            part: string;
            /** @description Why it did not. */
            reason?: string | null;
        };
        /** @description A passage asked for. */
        GatePassage: {
            /** @description RFC 3339. */
            asked_at: string;
            /** @description Who asked. */
            asked_by: string;
            /** @description RFC 3339. */
            confirmed_at?: string | null;
            /** @description The second person; `null` while it waits for one. */
            confirmed_by?: string | null;
            /** @description The act that passed by it. */
            consumed_by?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description RFC 3339: after that, another is asked for. */
            expires_at: string;
            /** @description Where it was asked for a whole group: what stands in each of its dossiers. */
            members: components["schemas"]["PassageMember"][];
            /** @description Name of the milestone. */
            milestone: string;
            /** @description Why. */
            motive: string;
            /** @description Parts that no service answered for. */
            not_checked: string[];
            /** @description Checks found irregular that it sets aside. */
            overridden: string[];
            /** @description UUID. */
            passage_id: string;
            /** @description Checks that stop the milestone all the same. */
            remaining: string[];
        };
        /** @description What stands before a milestone of a dossier. */
        GateReport: {
            /** @description UUID. */
            dossier_id: string;
            /** @description What is not in order, in the order of the parts. */
            findings: components["schemas"]["GateFinding"][];
            /** @description Name of the milestone. */
            milestone: string;
            /** @description What people read. */
            milestone_label: string;
            /** @description Printed number. */
            number: string;
            /** @description Whether each service answered for its part. */
            parts: components["schemas"]["GatePart"][];
            /** @description Whether the way past is offered at once: the term to rule is within three days. */
            passage_offered: boolean;
            /** @description Passages asked for that no act has used. */
            passages: components["schemas"]["GatePassage"][];
            /** @description Whether it is passed already. */
            passed: boolean;
            /** @description Act types that pass it. */
            passed_by: string[];
            /** @description ISO day on which the term to rule ends. */
            statutory_due?: string | null;
            /** @description Whether an act that passes it would be refused now. */
            stops: boolean;
            /** @description The parties, in short. */
            title: string;
            /**
             * Format: int64
             * @description Version of the journal that was looked at.
             */
            version: number;
        };
        /** @description A result a line. */
        GestureDone: {
            /** @description With which it is undone; absent when nothing was done. */
            gesture_id?: string | null;
            lines: components["schemas"]["GestureLine"][];
        };
        /** @description One gesture over tasks. */
        GestureInput: {
            /** @description `prendre`, `rendre`, `transmettre`, `differer`, `rappeler`, `acquitter`, `annuler`. */
            gesture: string;
            /** @description Says what would be done, and does nothing. */
            preview?: boolean;
            /** @description Asked for by `transmettre` and `differer`. */
            reason?: string;
            /** @description 200 at most; none for `annuler`. */
            task_ids?: string[];
            /** @description Subject of the colleague, for `transmettre`. */
            to?: string;
            /** @description The gesture to go back on, for `annuler`. */
            undoes?: string;
            /** @description ISO day of return, for `differer`. */
            until?: string;
        };
        /** @description What became of one task. */
        GestureLine: {
            /** @description Error code and words, when it was not. */
            code?: string | null;
            done: boolean;
            message?: string | null;
            task?: components["schemas"]["Task"] | null;
            task_id: string;
        };
        /** @description What a mémoire pleads, as it was last noted. */
        Grounds: {
            /** @description Act that noted it. */
            act_id: string;
            /** @description ISO day of the mémoire. */
            deposited_on?: string | null;
            /** @description Act by which the mémoire was deposited. */
            memoire: string;
            /** @description `ampliatif`, `personnel` ... */
            memoire_nature: string;
            /** @description In their order. */
            moyens: string[];
            /** @description SHA-256 of the words, in hexadecimal. */
            text_sha256: string;
        };
        /** @description What a mémoire pleads; said again, it takes the place of what was noted before. */
        GroundsAmendment: {
            /** @description UUID of the act by which the mémoire was deposited. */
            memoire: string;
            /** @description The moyens, in their order. */
            moyens: string[];
        };
        /** @description Dossiers joined under a head. */
        Group: {
            /** @description UUID of the head. */
            head_id: string;
            /** @description Printed form. */
            head_number: string;
            /** @description Besides the head, in the order of their numbers. */
            members: components["schemas"]["GroupMember"][];
        };
        /** @description A dossier joined. */
        GroupMember: {
            /** @description UUID. */
            dossier_id: string;
            /** @description ISO day. */
            joined_on?: string | null;
            /** @description Printed form. */
            number: string;
        };
        /** @description A minute signed by hand. */
        HandSignatureInput: {
            /** @description Why who presided did not sign. */
            empechement?: string | null;
            /** @description The greffier. */
            greffier: string;
            /** @description Who presided, or the judge who signed in that place. */
            president: string;
            /** @description ISO day. */
            signee_le: string;
        };
        /** @description Something changed in a dossier, or in an audience: fetch it again. */
        Hint: {
            /**
             * Format: uuid
             * @description Of an audience.
             */
            audience_id?: string | null;
            /**
             * Format: uuid
             * @description Of a dossier.
             */
            dossier_id?: string | null;
            /** @description Type of the act, for an act. */
            kind?: string | null;
            /** @description `dossier`, `deadline`, `assignment`, `notification`. */
            source: string;
            /** @description The event. */
            type: string;
            /**
             * Format: int64
             * @description Version of the journal, where the event tells it.
             */
            version?: number | null;
        };
        /** Format: uuid */
        Id: string;
        /** @description Who a party is was corrected: names stay in the dossier service. */
        IdentiteRectifiee: {
            /**
             * Format: int32
             * @description Version of the identity that counts from here on.
             * @default 0
             */
            identity_version: number;
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
        };
        /** @description Who a person is, in full. */
        Identity: {
            /** @description Postal address. */
            adresse?: string;
            /** @description Telephone, electronic address. */
            contact?: string;
            /** @description `association`, `société anonyme` ... */
            forme?: string;
            /** @description `personne_physique`, `personne_morale`, `ministere_public`. */
            nature: string;
            /** @description Place of birth. */
            ne_a?: string;
            /** @description ISO day of birth, empty when unknown. */
            ne_le?: string;
            /** @description Family name, or the name of the legal person. */
            nom: string;
            /** @description First names. */
            prenoms?: string;
            /** @description Who acts for it. */
            represente_par?: string;
            /** @description Nine digits. */
            siren?: string;
        };
        /** @description Who a party is, anew. */
        IdentityAmendment: {
            /** @description UUID of the party. */
            partie: string;
            /** @description In full: what is left out is emptied. */
            personne: components["schemas"]["Identity"];
        };
        /** @description Something between a magistrate and a dossier. */
        Impediment: {
            /** @description UUID. */
            agent_id?: string | null;
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description UUID. */
            impediment_id: string;
            /** @description `juge_du_fond`, `commission_instruction`, `siege_en_revision`, `recusation_demandee`, `cause_de_recusation`. */
            kind?: string | null;
            /** @description RFC 3339. */
            said_at?: string | null;
            /** @description Subject of who said it. */
            said_by?: string | null;
        };
        /** @description An impediment to declare, or to withdraw. */
        ImpedimentInput: {
            /** @description The magistrate. */
            agent_id?: string | null;
            /** @description Of the one to withdraw; absent for a new one. */
            impediment_id?: string | null;
            /** @description Kind, by its code. */
            kind?: string | null;
        };
        /** @description The premier président allowed the party of the scope to challenge a piece as forged. */
        InscriptionDeFauxAutorisee: Record<string, never>;
        /** @description The leave to challenge a piece as forged was served on the parties of the scope. */
        InscriptionDeFauxSignifiee: Record<string, never>;
        /** @description A value as printed, and where it comes from. */
        InsertedValue: {
            /** @description Its path: `destinataire`, `pieces[2].intitule`. */
            field: string;
            /** @description Identifier there. */
            id: string;
            /** @description `acte`, `personne`, `dossier`, `decision`, `piece`, `regle`, `calcul`, `profil`, `saisie`. */
            origin: string;
            /** @description As printed. */
            text: string;
        };
        /** @description The proceedings were found to be interrupted. */
        InstanceInterrompue: {
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            reprise_avant: string;
        };
        /** @description The proceedings were taken up again. */
        InstanceReprise: Record<string, never>;
        /** @description The pieces that the procedure requires, and where they stand. */
        Inventory: {
            /** @description In the order of their identifiers. */
            items: components["schemas"]["RequiredPiece"][];
            /**
             * Format: int64
             * @description Version of the journal.
             */
            version: number;
        };
        /** @description A dossier that would be joined. */
        JoinderEffect: {
            /** @description What people read. */
            chambre_label?: string | null;
            /** @description In the order of their weight. */
            consequences: components["schemas"]["Consequence"][];
            /** @description UUID. */
            dossier_id: string;
            /** @description What makes it differ from the head. */
            findings: components["schemas"]["Finding"][];
            /** @description Printed form. */
            number: string;
            refusal?: components["schemas"]["Finding"] | null;
            /** @description What people read. */
            stage_label: string;
            /** @description `Dupont c. société Martin`. */
            title: string;
        };
        /** @description What a joinder would do, the head first. Nothing is recorded. */
        JoinderEffects: {
            /** @description One a dossier. */
            effects: components["schemas"]["JoinderEffect"][];
        };
        /** @description A joinder or a disjoinder. */
        JoinderInput: {
            /** @description UUIDs, or numbers in any form. */
            dossiers: string[];
            /** @description Why: it stays in each journal. */
            motif: string;
            /** @description ISO day on which it was pronounced. */
            prononce: string;
        };
        /** @description A dossier that could be joined with others. */
        JoinderMember: {
            /** @description UUID. */
            dossier_id: string;
            /** @description ISO day. */
            formed_on?: string | null;
            /** @description It is of the group of the head already. */
            joined: boolean;
            /** @description Number of the pourvoi. */
            number: string;
            /** @description Where the dossier is. */
            stage_label?: string | null;
            /** @description First demandeur, first défendeur. */
            title?: string | null;
        };
        /** @description Dossiers of a chamber that could be joined, the weightiest reason first. */
        JoinderPage: {
            /** @description What is there. */
            items: components["schemas"]["PossibleJoinder"][];
            /** @description Older dossiers of the chamber were not compared. */
            more: boolean;
            /** @description Where the next page begins. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description Of those that the reader may read.
             */
            total: number;
        };
        /** @description Dossiers that one thinks of joining under this one. */
        JoinderPreviewInput: {
            /** @description UUIDs, or numbers in any form. */
            dossiers: string[];
        };
        /** @description The group after a joinder or a disjoinder. */
        Joined: {
            /** @description What the law remarks. */
            findings: components["schemas"]["Finding"][];
            group?: components["schemas"]["Group"] | null;
            /**
             * Format: int64
             * @description Version of the head's journal.
             */
            version: number;
        };
        /** @description Dossiers were joined under a head. */
        JonctionPrononcee: {
            /** @default [] */
            dossiers: components["schemas"]["Id"][];
            /** @default null */
            head: components["schemas"]["Id"] | null;
        };
        /** @description A kinship with another magistrate. */
        Kin: {
            /** @description UUID. */
            agent_id: string;
            /**
             * Format: int32
             * @description 0 for spouses and partners.
             */
            degree: number;
        };
        /** @description A party of the case, in another pourvoi. */
        KnownParty: {
            /** @description UUID of the office that the declaration names for it. */
            cabinet?: string | null;
            /** @description UUID. */
            partie: string;
            /** @description `demandeur`, `defendeur`, `intervenant`. */
            role: string;
        };
        /** @description A code and what people read. */
        Label: {
            /** @description Stable. */
            code: string;
            /** @description French. */
            label: string;
        };
        /** @description A code that a field of an act must hold. */
        LawCode: {
            /** @description Code. */
            code: string;
            /** @description Field. */
            field: string;
        };
        /** @description What differs between two versions. */
        LawDifferences: {
            /** @description File by file. */
            changes: components["schemas"]["LawFileChange"][];
            /** @description The earlier. */
            from: string;
            /** @description The later. */
            to: string;
        };
        /** @description A thing of the law that has a page of its own. */
        LawEntry: components["schemas"]["LawLink"] & {
            /** @description The text it comes from. */
            article: string;
            /** @description In a few words: the length of a rule, whom a notice goes to, who owes a task. */
            note: string;
            /** @description Codes of the procedures that know it. */
            procedures: string[];
        };
        /** @description A field that differs. */
        LawFieldChange: {
            /** @description As it is. */
            after?: string | null;
            /** @description As it was. */
            before?: string | null;
            /** @description Its place: `term.days`. */
            field: string;
        };
        /** @description What differs in one file of the law. */
        LawFileChange: {
            /** @description `ajoute`, `retire`, `change`. */
            change: string;
            /** @description Fields that differ. */
            fields: components["schemas"]["LawFieldChange"][];
            /** @description Identifier. */
            id: string;
            /** @description `regle`, `acte`, `tache`, `notification`, `controle`, `procedure`, `regime`, `commun`. */
            kind: string;
            /** @description What people read. */
            label: string;
        };
        /** @description What every page says first. */
        LawHead: components["schemas"]["LawLink"] & {
            /** @description The text it comes from. */
            article: string;
            /** @description Version of the law. */
            catalogue: string;
            /** @description Procedures that know it; itself for a procedure. */
            known_by: components["schemas"]["LawLink"][];
        };
        /** @description A version put in force. */
        LawInForce: {
            /** @description Subject of who decided. */
            actor: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description 1 for the first of all.
             */
            seq: number;
            /** @description Instant. */
            since?: string | null;
            /** @description The dry run that the decision rests on. */
            trial_id?: string | null;
            /** @description Its name. */
            version: string;
        };
        /** @description A version to put in force. */
        LawInForceInput: {
            /** @description Why: it stays in the history. */
            reason: string;
            /** @description The dry run looked at before. */
            trial_id: string;
            /** @description The version. */
            version: string;
        };
        /** @description Everything that the law of one version knows, to be searched. */
        LawIndex: {
            /** @description Version of the law. */
            catalogue: string;
            /** @description Procedures, rules, notices, tasks, checks and acts, in this order. */
            entries: components["schemas"]["LawEntry"][];
            /** @description Procedures, in the order of the catalogue. */
            procedures: components["schemas"]["Label"][];
        };
        /** @description The name of a thing of the law. */
        LawLink: {
            /** @description Its identifier. */
            id: string;
            /** @description What people read. */
            label: string;
            /** @description `procedure`, `regle`, `avis`, `tache`, `controle`, `acte`. */
            nature: string;
        };
        /** @description Something that moves in a dossier. */
        LawMove: {
            after?: components["schemas"]["LawState"] | null;
            /** @description The text. */
            article?: string | null;
            before?: components["schemas"]["LawState"] | null;
            /** @description Identifier in the catalogue. */
            code?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description Printed number. */
            dossier_number: string;
            /** @description `procedure`, `stade`, `echeance`, `tache`, `notification`, `controle`, `illisible`. */
            kind: string;
            /** @description What people read. */
            label: string;
            /**
             * Format: int64
             * @description Its place.
             */
            seq: number;
        };
        /** @description How many moves of a kind. */
        LawMoveCount: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description `echeance`, `tache` ... */
            kind: string;
        };
        /** @description How something stands under one version. */
        LawState: {
            /** @description ISO day. */
            day?: string | null;
            /** @description A status, the name of a stage, who is in charge. */
            word: string;
        };
        /** @description A dry run over the open dossiers. */
        LawTrial: {
            /** @description Subject of who began it. */
            actor: string;
            /** @description ISO day for which both are derived. */
            as_of: string;
            /** @description The version in force it is compared with. */
            base: string;
            /**
             * Format: int64
             * @description Those looked at.
             */
            done: number;
            /** @description Instant; `null` while it runs. */
            ended_at?: string | null;
            /**
             * Format: int64
             * @description Those of which something moves.
             */
            moved: number;
            /** @description Whether another version was put in force since. */
            outdated: boolean;
            /** @description Instant. */
            started_at?: string | null;
            /**
             * Format: int64
             * @description Open dossiers.
             */
            total: number;
            /** @description UUID. */
            trial_id: string;
            /**
             * Format: int64
             * @description Those that the version cannot read.
             */
            unread: number;
            /** @description The version tried. */
            version: string;
        };
        /** @description A dry run wanted. */
        LawTrialInput: {
            /** @description The version to try. */
            version: string;
        };
        /** @description A dry run, and a page of what it moves. */
        LawTrialPage: {
            /** @description How many of each kind, whatever the page shows. */
            counts: components["schemas"]["LawMoveCount"][];
            /** @description In the order of dossiers. */
            moves: components["schemas"]["LawMove"][];
            /**
             * Format: int64
             * @description Given back as `apres` for what follows; `null` at the end.
             */
            next?: number | null;
            /** @description Where it is. */
            trial: components["schemas"]["LawTrial"];
        };
        /** @description Versions, their history, dry runs. */
        LawVersions: {
            /**
             * Format: int64
             * @description Dossiers still derived under another version.
             */
            behind: number;
            /** @description Every version ever put in force, newest first. */
            history: components["schemas"]["LawInForce"][];
            in_force?: components["schemas"]["LawInForce"] | null;
            /** @description Versions that can be applied, oldest first. */
            known: string[];
            /** @description Dry runs, newest first. */
            trials: components["schemas"]["LawTrial"][];
        };
        /** @description A piece of a sentence about acts: plain words, or an act. */
        LawWord: {
            /** @description Type of the act; `null` for plain words. */
            act?: string | null;
            /** @description Codes that the act must hold. */
            codes: components["schemas"]["LawCode"][];
            /** @description The words, or the name of the act. */
            text: string;
        };
        /** @description How many persons a limit keeps out. */
        LimitCount: {
            /** @description Stable code. */
            code: string;
            /**
             * Format: int32
             * @description How many.
             */
            people: number;
            /** @description What is said of each. */
            phrase: string;
        };
        /** @description Lines of the simulator. */
        Lines: {
            /** @description One question, or one answer, a line. */
            lines: string[];
        };
        /** @description Another case that has to do with this one. */
        LinkAmendment: {
            /** @description UUID, or a number in any form. */
            dossier: string;
            /** @description `anterieure`, `connexe`, `meme_decision`, `apres_renvoi`, `rabat`. */
            lien: string;
        };
        /** @description Why a link ends. */
        LinkEndInput: {
            /** @description Kept in the register. */
            motif: string;
        };
        /** @description A link to make. */
        LinkInput: {
            /**
             * @description How the code reaches it, by another way than the link: `courrier`, `guichet`.
             * @example courrier
             */
            code_by: string;
            /** @description A party without counsel. */
            party_id: string;
            /**
             * @description Last day, ISO; a year when it is not said.
             * @example 2027-11-24
             */
            until?: string | null;
        };
        /** @description A link that was made; its secrets are told this once, and `null` where the command is repeated. */
        LinkIssued: {
            /**
             * @description What is given to the party another way.
             * @example 7K2M-9QXA-04TD
             */
            code?: string | null;
            /** @description The link. */
            link: components["schemas"]["PersonalLink"];
            /** @description What the address `/suivi#…` ends with: 64 hexadecimal digits. */
            token?: string | null;
        };
        /** @description Another case that has to do with this one. */
        LinkedCase: {
            /** @description UUID. */
            dossier_id: string;
            /** @description `anterieure`, `connexe`, `meme_decision`, `apres_renvoi`, `rabat`. */
            kind: string;
            /** @description Printed form. */
            number: string;
        };
        /** @description Load and forecast of a chamber, as far as the reader may see them. */
        Load: {
            /** @description Code of the chamber. */
            chambre: string;
            /** @description ISO day on which it was made. */
            day: string;
            /**
             * Format: int32
             * @description Futures drawn for the bounds.
             */
            futures: number;
            /** @description Past weeks, the oldest first. */
            past: components["schemas"]["LoadPastWeek"][];
            /**
             * Format: int32
             * @description Past weeks that it rests on.
             */
            past_weeks: number;
            /** @description At the present pace. */
            present: components["schemas"]["LoadForecast"];
            /** @description What is told: `chambre` (with its people), `totaux` (without), `personne` (the reader alone). */
            scope: string;
            /**
             * Format: int32
             * @description Weeks in which a time to be judged is looked for.
             */
            sight: number;
            /** @description What waits, by phase. */
            stock: components["schemas"]["LoadStock"][];
            supposed?: components["schemas"]["LoadForecast"] | null;
        };
        /** @description How long a dossier that arrives today waits to be judged, in weeks; beyond sight, `null`. */
        LoadDelay: {
            /**
             * Format: int32
             * @description Most.
             */
            high?: number | null;
            /**
             * Format: int32
             * @description Least, in eight futures of ten.
             */
            low?: number | null;
            /** @description Whether there were past weeks enough to tell the bounds. */
            ranged: boolean;
            /**
             * Format: int32
             * @description At the mean pace.
             */
            weeks?: number | null;
        };
        /** @description What is to be expected. */
        LoadForecast: {
            /**
             * Format: int64
             * @description Mean entries of a past week, in thousandths of a dossier.
             */
            entries: number;
            /**
             * Format: int64
             * @description Mean exits.
             */
            exits: number;
            judged?: components["schemas"]["LoadDelay"] | null;
            /** @description Those whom the reader may see. */
            people: components["schemas"]["LoadPerson"][];
            /** @description Week by week; none for who sees themself alone. */
            weeks: components["schemas"]["LoadWeek"][];
        };
        /** @description Seven days that are past. */
        LoadPastWeek: {
            /**
             * Format: int32
             * @description Dossiers given to the chamber.
             */
            entries: number;
            /**
             * Format: int32
             * @description Dossiers judged, or passed to another chamber.
             */
            exits: number;
            /** @description First day, ISO. */
            from: string;
        };
        /** @description What a person bears, and would. */
        LoadPerson: {
            /** @description UUID. */
            agent_id: string;
            /**
             * Format: int32
             * @description Weeks until what is borne today is done at the pace of the chamber; beyond sight, `null`.
             */
            cleared?: number | null;
            /**
             * Format: int32
             * @description Dossiers borne.
             */
            dossiers: number;
            /** @description Name to show. */
            name: string;
            /**
             * Format: int64
             * @description The same as if at full time; `null` for who has no time this week.
             */
            relative?: number | null;
            /** @description Week by week. */
            weeks: components["schemas"]["LoadPersonWeek"][];
            /**
             * Format: int64
             * @description What they weigh, in hundredths of an ordinary dossier.
             */
            weight: number;
        };
        /** @description A week to come of a person, in thousandths of an ordinary dossier. */
        LoadPersonWeek: {
            /**
             * Format: int64
             * @description Borne after it.
             */
            after: number;
            /**
             * Format: int64
             * @description Borne before it.
             */
            before: number;
            /**
             * Format: int64
             * @description Done in it, at the pace of the chamber for the time they have.
             */
            done: number;
            /**
             * Format: int64
             * @description Given in it.
             */
            given: number;
            /**
             * Format: int64
             * @description Time that they have, in thousandths of a full one.
             */
            time: number;
        };
        /** @description Dossiers that wait. */
        LoadStock: {
            /**
             * Format: int32
             * @description How many.
             */
            dossiers: number;
            /** @description `a_distribuer`, `a_instruire`, `en_etat`, `a_l_audience`, `en_delibere`, `suspendu`. */
            phase: string;
            /**
             * Format: int64
             * @description What they weigh, in hundredths of an ordinary dossier.
             */
            weight: number;
        };
        /** @description A week to come; dossiers are in thousandths of one. */
        LoadWeek: {
            /**
             * Format: int64
             * @description Waiting after it.
             */
            after: number;
            /**
             * Format: int64
             * @description Waiting before it.
             */
            before: number;
            /**
             * Format: int64
             * @description Coming.
             */
            entries: number;
            /**
             * Format: int64
             * @description Going.
             */
            exits: number;
            /** @description First day, ISO. */
            from: string;
            /**
             * Format: int64
             * @description Most of it.
             */
            high?: number | null;
            /**
             * Format: int64
             * @description Least of what waits after it, in eight futures of ten; `null` with too few past weeks.
             */
            low?: number | null;
            /**
             * Format: int32
             * @description Places of the audiences planned and added.
             */
            places: number;
            /**
             * Format: int64
             * @description Time of the magistrats present, in thousandths of a full one.
             */
            time: number;
        };
        /** @description A magistrate leaves the case. */
        MagistratRemplace: {
            /**
             * @description `deport`, `recusation`: they know nothing more of the case. `empechement`,
             *     `changement_de_chambre`: their designation ends, and nothing else.
             * @default
             */
            cause: string;
            /**
             * @description What they were to the case: `rapporteur`, `avocat_general`, `formation`, of which is whoever was designated for an opinion.
             * @default
             */
            fonction: string;
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
        };
        /** @description What the register knows of a magistrate. */
        Magistrate: {
            /** @description Those that last or are to come. */
            absences: components["schemas"]["MagistrateAbsence"][];
            /** @description UUID. */
            agent_id: string;
            /** @description ISO day. */
            arrived_on?: string | null;
            /** @description Codes of chambers. */
            chambres: string[];
            /** @description Name to show. */
            display_name: string;
            /** @description `president`, `doyen`, `conseiller`, `conseiller_referendaire`, `premier_avocat_general`, `avocat_general`, `avocat_general_referendaire`. */
            fonction: string;
            /** @description Kin among magistrates. */
            kin: components["schemas"]["Kin"][];
            /** @description ISO day; `null` while it lasts. */
            left_on?: string | null;
            /**
             * Format: int32
             * @description Thousandths of a full time.
             */
            part_time: number;
            /** @description Section of the chamber. */
            section?: string | null;
            /** @description Matters of predilection. */
            specialities: string[];
            /**
             * Format: int64
             * @description Given back when it is changed; 0 while nothing was entered.
             */
            version: number;
        };
        /** @description Time that goes: an absence, or a discharge. No motive is kept. */
        MagistrateAbsence: {
            /** @description UUID. */
            absence_id: string;
            /** @description UUID. */
            agent_id: string;
            /** @description ISO day; `null` once withdrawn. */
            from?: string | null;
            /**
             * Format: int32
             * @description Thousandths of the time: 1000 for an absence, less for a discharge.
             */
            part: number;
            /** @description ISO day; `null` while it lasts. */
            to?: string | null;
        };
        /** @description An absence to enter, or to withdraw. */
        MagistrateAbsenceInput: {
            /** @description Of the one to withdraw; absent for a new one. */
            absence_id?: string | null;
            /** @description Who is away. */
            agent_id?: string | null;
            /** @description ISO day. */
            from?: string | null;
            /**
             * Format: int32
             * @description Thousandths of the time; 1000 by default.
             */
            part?: number | null;
            /** @description ISO day; absent while it lasts. */
            to?: string | null;
        };
        /** @description A magistrate to keep. */
        MagistrateInput: {
            /** @description UUID of the agent. */
            agent_id: string;
            /** @description ISO day. */
            arrived_on?: string | null;
            /** @description Function, by its code. */
            fonction: string;
            /** @description Kin among magistrates. */
            kin?: components["schemas"]["Kin"][];
            /** @description ISO day. */
            left_on?: string | null;
            /**
             * Format: int32
             * @description Thousandths of a full time; 1000 by default.
             */
            part_time?: number | null;
            /** @description Section of the chamber. */
            section?: string | null;
            /** @description Matters of predilection. */
            specialities?: string[];
            /**
             * Format: int64
             * @description Version that was read; 0 for a first.
             */
            version?: number;
        };
        /** @description Why a dossier may be about the decision sought. */
        Match: {
            /** @description `juridiction`, `date`, `numero`, `parties`. */
            facet: string;
            /** @description What the dossier says. */
            found?: string | null;
            /** @description `identique`, `proche`, `inconnu`, `different`. */
            level: string;
        };
        /** @description The matter of the case was fixed, with the terms under which it is found. */
        MatiereFixee: {
            /**
             * @description Terms of the nomenclature, never names.
             * @default []
             */
            keywords: string[];
            /**
             * @description Nature de l’affaire orientée: a code.
             * @default
             */
            matter: string;
        };
        /** @description The registry communicated a mémoire. */
        MemoireCommunique: {
            /**
             * @description `recepisse`, `lettre_simple`, `lettre_recommandee`, `voie_electronique`, `signification`, `remise` ...
             * @default
             */
            mode: string;
            /**
             * @description `ampliatif`, `en_defense`, `en_reponse_incident`, `replique`, `complementaire`, `personnel` ...
             * @default
             */
            nature: string;
        };
        /** @description A mémoire was remitted to the registry for the parties of the scope. */
        MemoireDepose: {
            /**
             * @description `greffe_de_la_cour`, `greffe_de_la_juridiction`, `etablissement_penitentiaire`.
             * @default
             */
            lieu: string;
            /**
             * @description `ampliatif`, `en_defense`, `en_reponse_incident`, `replique`, `complementaire`.
             * @default
             */
            nature: string;
            /** @default null */
            office_id: components["schemas"]["Id"] | null;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
            /**
             * @description `partie`, `avocat_aux_conseils`, `avocat`, `ministere_public`, `autre`.
             * @default
             */
            signataire: string;
        };
        /** @description A mémoire was notified to counsel of the parties of the scope. */
        MemoireNotifie: {
            /**
             * @description `notification_directe`, `voie_electronique`, `signification_entre_avocats`.
             * @default
             */
            mode: string;
            /**
             * @description What the mémoire is: `ampliatif`, `en_defense`, `incident`.
             * @default
             */
            nature: string;
        };
        /** @description A mémoire was served by commissaire de justice on the parties of the scope. */
        MemoireSignifie: {
            /**
             * @description What the mémoire is: `ampliatif`, `incident`.
             * @default
             */
            nature: string;
            /**
             * @description `a_personne`, `a_domicile`, `etude`, `proces_verbal_659`, `parquet`.
             * @default
             */
            remise: string;
        };
        /** @description A point where a dossier may be stopped. */
        MilestoneDetail: {
            /** @description What is looked at before; the note says how grave a defect is. */
            checks: components["schemas"]["LawEntry"][];
            /** @description Its code. */
            code: string;
            /** @description What people read. */
            label: string;
            /** @description Acts that pass it. */
            passed_by: components["schemas"]["LawLink"][];
        };
        /** @description The minute of a decision. */
        Minute: {
            /** @description Whether this installation takes electronic signatures. */
            electronic: boolean;
            /** @description Whether the caller may write down, or correct, who signed it by hand. */
            may_record: boolean;
            /** @description Whether the caller may sign for who presided, being prevented. */
            may_replace: boolean;
            /** @description What the caller may sign it as: `president`, `greffier`. */
            may_sign: string[];
            /** @description Of what it is the minute: `arret`, `ordonnance`, `avis`, `qpc`. */
            nature: string;
            /** @description The piece that it is. */
            piece_id: string;
            /** @description Of the file as it was last signed, in hexadecimal. */
            sha256: string;
            /** @description In the order in which they were given. */
            signatures: components["schemas"]["MinuteSignature"][];
            /**
             * Format: int64
             * @description Its bytes.
             */
            size: number;
            /** @description `a_signer`, `signee`. */
            state: string;
        };
        /** @description A signature on a minute. */
        MinuteSignature: {
            /** @description Authority that vouches for it. */
            authority?: string | null;
            /** @description Written down by the registry. */
            by_hand: boolean;
            /** @description Holder of the certificate; none of a signature by hand. */
            holder?: string | null;
            /** @description Why a judge who deliberated signed in the place of who presided. */
            impediment?: string | null;
            /** @description Who signed. */
            name: string;
            /** @description Whether the certificate says that it is qualified. */
            qualified: boolean;
            /** @description `president`, `greffier`. */
            quality: string;
            /** @description RFC 3339: when it was received, or the day that was told. */
            signed_at: string;
        };
        /** @description A version released to the public was withdrawn. Refers to the act that released it. */
        MiseADispositionRetiree: {
            /**
             * @description `occultation_insuffisante`, `decision_rabattue`, `decision_rectifiee`, `demande_accueillie`.
             * @default
             */
            motif: string;
        };
        /** @description The person held was released. */
        MiseEnLiberteOrdonnee: {
            /**
             * @description `expiration_du_delai`, `autre`.
             * @default
             */
            cause: string;
        };
        /** @description A moment of a case. */
        Moment: {
            /** @description ISO day for which the law is read, with what had happened by then. */
            as_of: string;
            /** @description ISO day: with what was journalled by its end. */
            known_on: string;
        };
        /** @description A term as it stood. */
        MomentDeadline: {
            /** @description The text. */
            article: string;
            /** @description Last useful day. */
            due?: string | null;
            /** @description What people read. */
            label: string;
            /** @description The party bound. */
            party_id?: string | null;
            /** @description Identifier of the rule. */
            rule: string;
            /** @description `ouverte`, `satisfaite` ... */
            status: string;
        };
        /** @description What differs between two moments of a case. */
        MomentDifference: {
            /** @description Acts that count at the second and did not at the first: who, what, why. */
            acts: components["schemas"]["Act"][];
            /** @description What they changed. */
            changes: components["schemas"]["Consequence"][];
            /** @description The first. */
            from: components["schemas"]["Moment"];
            /** @description The second. */
            to: components["schemas"]["Moment"];
        };
        /** @description A task as it was owed. */
        MomentTask: {
            /** @description Code in the catalogue. */
            code: string;
            /** @description ISO day. */
            due?: string | null;
            /** @description What people read. */
            label: string;
            /** @description Who was in charge. */
            role: string;
        };
        /** @description What a mémoire pleads was noted: the act refers to the mémoire. */
        MoyensReleves: {
            /**
             * Format: int32
             * @description How many moyens.
             * @default 0
             */
            nombre: number;
            /**
             * @description Their SHA-256, in hexadecimal.
             * @default
             */
            text_sha256: string;
            /** @default null */
            words_id: components["schemas"]["Id"] | null;
        };
        /** @description An affair like another. */
        Neighbour: {
            /** @description Code of the chamber. */
            chambre?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description The same decision is attacked, or the parties are the same: joinder may be considered. */
            joinder: boolean;
            /** @description Number of the pourvoi. */
            number: string;
            /** @description Where it says what both say. */
            passage: components["schemas"]["PassagePart"][];
            /** @description Each in a sentence, the weightiest first. */
            reasons: string[];
            /** @description Where the dossier is. */
            stage_label?: string | null;
            /** @description First demandeur, first défendeur. */
            title?: string | null;
        };
        /** @description The pourvoi was not admitted. */
        NonAdmissionOrdonnee: {
            /** @default  */
            ecli: string;
            /**
             * @description `decision_non_susceptible`, `hors_delai`, `autre`.
             * @default
             */
            motif: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A notice that the law wants, and what is known of it. */
        Notice: {
            /** @description The text. */
            article: string;
            /** @description ISO day. */
            due?: string | null;
            /** @description What people read. */
            label: string;
            /** @description Ways that the law admits, the usual one first. */
            means: string[];
            /** @description What it must say. */
            mentions: string[];
            /** @description Identifier in the catalogue. */
            notice: string;
            /** @description The party told. */
            party_id?: string | null;
            /** @description Act types that prove it, besides the record of its sending. */
            proved_by: string[];
            /** @description To whom it goes. */
            recipient: string;
            /** @description `du`, `envoye`, `revenu`, `prouve`. */
            status: string;
            /** @description What follows from a proof that does not come. */
            without_proof?: string | null;
        };
        /** @description Notices prepared together. */
        NoticeBatch: {
            batch_id: string;
            /**
             * Format: int32
             * @description Handed over or farther.
             */
            gone: number;
            /** @description Empty in a list of batches. */
            lines: components["schemas"]["NoticeBatchLine"][];
            opened_at: string;
            opened_by: string;
            /**
             * Format: int32
             * @description Sent or farther.
             */
            sent: number;
            title: string;
            /** Format: int32 */
            total: number;
        };
        /** @description Notices to prepare together. */
        NoticeBatchInput: {
            /** @description 500 at most. */
            notice_ids: string[];
            title: string;
        };
        /** @description One notice of a batch. */
        NoticeBatchLine: {
            address: string;
            key?: string | null;
            notice: components["schemas"]["DueNotice"];
            /** @description Why it did not go. */
            obstacle?: string | null;
            recipient_name: string;
        };
        /** @description A notice that the law wants. */
        NoticeDetail: components["schemas"]["LawHead"] & {
            /** @description Who sends it. */
            by: string;
            /** @description An open point of law, empty when none. */
            doubt: string;
            /** @description Codes of the ways that the law admits, the usual one first. */
            means: string[];
            /** @description What it must say. */
            mentions: string[];
            /** @description Acts that make it due. */
            on: components["schemas"]["LawWord"][];
            /** @description Acts that prove it, besides the record of its sending. */
            proved_by: components["schemas"]["LawWord"][];
            /** @description Rules whose term it starts or satisfies. */
            rules: components["schemas"]["LawEntry"][];
            /** @description To whom it goes. */
            to: string;
            /** @description When it is not due, whatever the act; empty where it always is. */
            unless: components["schemas"]["LawWord"][];
            /** @description Time to send it, in words; `null` where no text sets one. */
            within?: string | null;
            /** @description What follows from a proof that does not come, empty when nothing is written. */
            without_proof: string;
        };
        /** @description A mandatory mention, filled. */
        NoticeField: {
            /** @description Whether the law leaves its words to the registry. */
            editable: boolean;
            mention: string;
            /** @description Whether a greffier signs it. */
            signed: boolean;
            text: string;
        };
        /** @description A mention as typed. */
        NoticeFieldInput: {
            /** @description Keeps this text for the next notices. */
            keep?: boolean;
            mention: string;
            text?: string;
        };
        /** @description Where the notices that the registry owes stand. `due` is `to_prepare` and all that follows it. */
        NoticeFigures: {
            /** @description Whether the figures agree. */
            agree: boolean;
            /**
             * Format: int64
             * @description Sent by others, not proven.
             */
            awaited: number;
            /** Format: int64 */
            due: number;
            /** Format: int64 */
            handed_over: number;
            /** Format: int64 */
            in_pursuit: number;
            /**
             * Format: int64
             * @description Due on the day or before, and not gone.
             */
            late: number;
            /** Format: int64 */
            prepared: number;
            /** Format: int64 */
            proven: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            to_examine: number;
            /** Format: int64 */
            to_hand_over: number;
            /** Format: int64 */
            to_prepare: number;
            /** Format: int64 */
            under_way: number;
        };
        /** @description A notice and its life. */
        NoticeLife: {
            may_act: boolean;
            notice: components["schemas"]["DueNotice"];
            /** @description Acts of proof that the journal has not taken. */
            proofs_waiting: string[];
            proposal?: components["schemas"]["NoticeSending"] | null;
            sendings: components["schemas"]["NoticeSending"][];
            steps: components["schemas"]["NoticeLine"][];
        };
        /** @description One line of a notice's life. */
        NoticeLine: {
            at: string;
            detail?: string | null;
            step: string;
            /** Format: int32 */
            version: number;
            /** @description Who; `null` for the service itself. */
            who?: string | null;
        };
        /** @description One sending of a notice. */
        NoticeSending: {
            address: string;
            /** Format: int32 */
            attempts: number;
            batch_id?: string | null;
            channel: string;
            checked_by?: string | null;
            fields: components["schemas"]["NoticeField"][];
            /** @description The number that it bears in the channel. */
            key?: string | null;
            next_try?: string | null;
            proof_by?: string | null;
            reached_on?: string | null;
            recipient_name: string;
            reference?: string | null;
            /** @description `refusee`, `non_reclamee`, `inconnue`. */
            result?: string | null;
            sent_at?: string | null;
            /**
             * @description `prepare`, `controle`, `remis`, `en_cours`, `envoye`, `inconnu`, `rejete`, `recu`, `revenu`, `sans_preuve`, `retire`;
             *     empty for a proposal.
             */
            state: string;
            /** Format: int32 */
            version: number;
        };
        /** @description One step of a notice's life, and the state that the form was filled from. */
        NoticeStepInput: {
            /** @description To prepare: where. */
            address?: string;
            /** @description To prepare: the channel. */
            channel?: string;
            /** @description Number of the advice of receipt, deed. */
            deed?: string;
            /** @description Its state, empty when there is none. */
            expected_state?: string;
            /**
             * Format: int32
             * @description Version of the last sending, 0 when there is none.
             */
            expected_version?: number;
            /** @description To prepare: the mentions. */
            fields?: components["schemas"]["NoticeFieldInput"][];
            /** @description ISO day. */
            on?: string;
            /** @description To say what became of it: `parti`, `pas_parti`, `recu`, `refusee`, `non_reclamee`, `inconnue`. */
            outcome?: string;
            /** @description Why, where a reason is wanted. */
            reason?: string;
            /** @description To prepare: to whom. */
            recipient_name?: string;
            /** @description `preparer`, `controler`, `remettre`, `constater`, `retirer`, `sans_rectificatif`. */
            step: string;
        };
        /** @description A notice due was sent: which one, how, and what came of it. */
        NotificationFaite: {
            /**
             * @description Identifier of the notice in the catalogue.
             * @default
             */
            avis: string;
            /**
             * @description `lettre_simple`, `lettre_recommandee`, `voie_electronique`, `signification`, `remise`, `greffe_penitentiaire` ...
             * @default
             */
            mode: string;
            /**
             * @description `remise`, `non_reclamee`, `refusee`, `inconnue`.
             * @default
             */
            resultat: string;
        };
        /** @description Observations were remitted. */
        ObservationsDeposees: {
            /**
             * @description `avis`, `qpc`, `avis_1015`, `interet_de_la_loi`, `amicus`, `radiation` ...
             * @default
             */
            objet: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description A category of what is hidden. */
        Occultation: {
            /** @description The text it rests on. */
            article: string;
            /** @description Whether the law hides it without a decision. */
            by_law: boolean;
            /** @description Its code. */
            code: string;
            /** @description Who decides; `null` where the law does. */
            decided_by?: string | null;
            /** @description What people read. */
            label: string;
        };
        /** @description What the version of a decision that goes to the public hides was decided. Refers to the decision. */
        OccultationDecidee: {
            /**
             * @description Who decided: `president_de_la_formation`, `premier_president`, `magistrat_designe`.
             * @default
             */
            auteur: string;
            /**
             * @description Categories concerned, beyond those that the law hides by itself.
             * @default []
             */
            categories: string[];
            /**
             * @description `complements`, `levee`, `rejet`.
             * @default
             */
            sens: string;
        };
        /** @description An office of avocats aux Conseils. */
        Office: {
            /** @description Its name. */
            name: string;
            /** @description UUID. */
            office_id: string;
        };
        /** @description An office to add. */
        OfficeInput: {
            /** @description Its name. */
            name: string;
        };
        /** @description What opens a case to its party. */
        OpenFollowInput: {
            /** @description The code, in any spelling. */
            code: string;
            /** @description What the personal address ends with. */
            lien: string;
        };
        /** @description A declaration of pourvoi. */
        OpenInput: {
            /** @description Who seises the Court: `juridiction`, `partie` ... */
            auteur?: string | null;
            /** @description Decisions attacked. */
            decisions: components["schemas"]["DecisionInput"][];
            /** @description Who declared it: `partie`, `avocat`, `pouvoir_special`. */
            declarant?: string | null;
            /** @description Set once somebody has looked at the dossiers of the same decision and the same demandeur: this is another pourvoi. */
            duplicate_excluded?: boolean;
            /** @description The number that the case bears already. */
            existing_number?: string | null;
            /** @description When the declaration was remitted. */
            formed: components["schemas"]["FormedInput"];
            /** @description Where the declaration was remitted: `greffe_de_la_juridiction` ... */
            lieu?: string | null;
            /** @description `civile` or `penale`, for a request that both know. */
            matiere?: string | null;
            /** @description Nature de l’affaire orientée. */
            matter?: string | null;
            /** @description Nature of the pourvoi or of the request, where the procedure knows several: `erreur_materielle` ... */
            nature?: string | null;
            /** @description At least a demandeur. */
            parties: components["schemas"]["PartyInput"][];
            /** @description Pieces deposited before. */
            piece_ids?: string[];
            /** @description Code of the procedure: `civil_representation_obligatoire`. */
            procedure: string;
            /** @description The number as the sender wrote it. */
            received_number?: string | null;
            /**
             * @description Special text that sets the term of the pourvoi, or that in which the Court rules: `LPF L16 B`, one of those that the
             *     procedure names in the référentiel (CPC 612, CPP 627-8).
             */
            texte_special?: string | null;
            /** @description Whether it is urgent. */
            urgent?: boolean;
            /** @description Set once the warnings of a first attempt were confirmed. */
            warnings_confirmed?: boolean;
        };
        /** @description What was opened. */
        Opened: {
            /** @description UUID. */
            dossier_id: string;
            /** @description What the registry remarks. */
            findings: components["schemas"]["Finding"][];
            /** @description The number allotted, with its letter. */
            number: string;
            /**
             * Format: int64
             * @description Version of the journal.
             */
            version: number;
        };
        /** @description An opposition was made against a decision of the Court. */
        OppositionFormee: {
            /**
             * @description `defaut_de_notification`, `defaut_de_communication`, `arret_de_reglement`.
             * @default
             */
            objet: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description Chambers suggested for a case, and its circuit there. */
        Orientation: {
            circuit?: components["schemas"]["CircuitSuggestion"] | null;
            /** @description The likeliest first, at most three; of the dossiers alone, none while too few taught. */
            suggestions: components["schemas"]["ChambreSuggestion"][];
            /**
             * Format: int32
             * @description Dossiers whose chamber is known that taught.
             */
            taught_by: number;
            /** @description ISO day on which they were read. */
            taught_on: string;
        };
        /** @description What a case must be: of several values in a field one is enough, and every field that says something must hold. */
        OrientationConditions: {
            /**
             * @description Whole words of a court attacked: its kind or its name.
             * @default []
             */
            courts: string[];
            /**
             * @description Whether a party is detained; `null` for either.
             * @default null
             */
            detained: boolean | null;
            /**
             * @description Whole words of a keyword.
             * @default []
             */
            keywords: string[];
            /**
             * @description Beginnings of codes of the matter: `80` holds for `80A`.
             * @default []
             */
            matters: string[];
            /**
             * @description Whole words of the nature of the decision.
             * @default []
             */
            natures: string[];
            /**
             * @description Codes of procedures of the catalogue.
             * @default []
             */
            procedures: string[];
            /**
             * @description Whole words of its section.
             * @default []
             */
            sections: string[];
            /**
             * @description Articles that the mémoires cite: `1240 du code civil`.
             * @default []
             */
            texts: string[];
            /**
             * @description Whether the case cannot wait; `null` for either.
             * @default null
             */
            urgent: boolean | null;
        };
        /** @description A dossier that the version sends elsewhere. */
        OrientationDifference: {
            /** @description Where the version in force sends it; `null` for nowhere. */
            before?: string | null;
            /** @description Where people sent it; `null` where that is not known. */
            decided?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description Printed number. */
            number: string;
            /** @description By which rule. */
            rule_id?: string | null;
            /** @description Its name. */
            rule_label?: string | null;
            /** @description Where the version sends it; `null` for nowhere. */
            sent?: string | null;
        };
        /** @description What a version would have done. */
        OrientationFigures: {
            /**
             * Format: int32
             * @description Of those, where people went the same way.
             */
            agreed: number;
            /**
             * Format: int32
             * @description Of those, where people went the same way.
             */
            agreed_before: number;
            /**
             * Format: int32
             * @description Dossiers looked at.
             */
            cases: number;
            /** @description Whether where people went is known: of circuits, once an act said some. */
            comparable: boolean;
            /**
             * Format: int32
             * @description Those that a rule decides.
             */
            decided: number;
            /**
             * Format: int32
             * @description Those that the version in force decides.
             */
            decided_before: number;
            /**
             * Format: int32
             * @description Dossiers of which the two versions do not say the same.
             */
            moved: number;
            /** @description ISO day on which the dossiers were read. */
            read_on: string;
            /** @description By rule. */
            rules: components["schemas"]["OrientationRuleFigures"][];
            /** @description By chamber or circuit. */
            targets: components["schemas"]["OrientationTargetFigures"][];
        };
        /** @description A version put in force. */
        OrientationInForce: {
            /** @description Subject of who decided. */
            actor: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description 1 for the first.
             */
            seq: number;
            /** @description Instant. */
            since: string;
            tried?: components["schemas"]["OrientationFigures"] | null;
            /**
             * Format: int64
             * @description The version.
             */
            version: number;
        };
        /** @description A version to put in force, as its dry run told. */
        OrientationInForceInput: {
            /**
             * Format: int64
             * @description The version in force that the dry run compared it with.
             */
            base_version: number;
            /** @description Why: it stays in the history. */
            reason: string;
            /** @description ISO day of the dry run. */
            tried_on: string;
            /**
             * Format: int64
             * @description The version.
             */
            version: number;
        };
        /** @description Why a chamber is suggested. */
        OrientationReason: {
            /**
             * Format: int32
             * @description Dossiers of all chambers where it stands.
             */
            everywhere: number;
            /** @description What was looked at: `serie`, `juridiction`, `section`, `nature`, `demandeur`, `defendeur`, `matiere`, `mot`, `texte`. */
            field: string;
            /** @description What was found there, in plain lower case. */
            found: string;
            /**
             * Format: int32
             * @description Dossiers of the chamber where it stands, of those that taught.
             */
            here: number;
        };
        /** @description A rule. */
        OrientationRule: {
            /** @description Subject of who wrote it as it stands. */
            author: string;
            /** @description First ISO day; `null` for no bound. */
            from?: string | null;
            /** @description Its name. */
            label: string;
            /**
             * Format: int32
             * @description From 1 to 999; the least is looked at first.
             */
            priority: number;
            /** @description The sentence shown with the suggestion. */
            reason: string;
            /** @description UUID that the rule keeps from version to version. */
            rule_id: string;
            /** @description Code of a chamber, or of a circuit. */
            target: string;
            /** @description Last ISO day. */
            until?: string | null;
            /** @description What a case must be. */
            when: components["schemas"]["OrientationConditions"];
            /** @description ISO day. */
            written_on: string;
        };
        /** @description What a rule would have done. */
        OrientationRuleFigures: {
            /**
             * Format: int32
             * @description Of those, where people went the same way.
             */
            agrees: number;
            /**
             * Format: int32
             * @description Cases to which it applies, another before it or not.
             */
            applies: number;
            /**
             * Format: int32
             * @description Cases that it decides.
             */
            decides: number;
            /** @description Its name. */
            label: string;
            /** @description UUID. */
            rule_id: string;
            /** @description Where it sends. */
            target: string;
        };
        /** @description A rule as entered. */
        OrientationRuleInput: {
            /** @description First ISO day. */
            from?: string | null;
            /** @description Its name. */
            label: string;
            /**
             * Format: int32
             * @description From 1 to 999; the least is looked at first.
             */
            priority: number;
            /** @description The sentence shown with the suggestion. */
            reason: string;
            /** @description UUID of a rule of the version before; absent for a new one. */
            rule_id?: string | null;
            /** @description Code of a chamber, or of a circuit. */
            target: string;
            /** @description Last ISO day. */
            until?: string | null;
            /** @description What a case must be: one condition at least. */
            when: components["schemas"]["OrientationConditions"];
        };
        /** @description The rule of orientation by which something is suggested. */
        OrientationRuleReason: {
            /**
             * Format: int32
             * @description Of those, where people went the same way.
             */
            agrees: number;
            /**
             * Format: int32
             * @description Dossiers already given that it decides; 0 for a circuit of the criminal chamber.
             */
            decides: number;
            /** @description Its name. */
            label: string;
            /** @description As who wrote it justifies it. */
            reason: string;
            /** @description UUID. */
            rule_id: string;
            /**
             * Format: int64
             * @description Version of the set in force.
             */
            version: number;
        };
        /** @description Another version of a set. */
        OrientationRulesInput: {
            /** @description Why: it stays in the history. */
            reason: string;
            /** @description All the rules of the set. */
            rules: components["schemas"]["OrientationRuleInput"][];
        };
        /** @description A set in one line. */
        OrientationSet: {
            /**
             * Format: int64
             * @description Version in force, 0 while none is.
             */
            in_force: number;
            /** @description What people read. */
            label: string;
            /** @description Whether the reader writes it. */
            may_edit: boolean;
            /** @description `entre_chambres`, or the code of a chamber. */
            remit: string;
            /**
             * Format: int32
             * @description Rules of the newest version.
             */
            rules: number;
            /**
             * Format: int64
             * @description Newest version, 0 before the first.
             */
            version: number;
        };
        /** @description A set, with its versions. */
        OrientationSetDetail: {
            /** @description Every version put in force, newest first, at most twenty. */
            history: components["schemas"]["OrientationInForce"][];
            /** @description In one line. */
            set: components["schemas"]["OrientationSet"];
            /** @description Where its rules may send. */
            targets: components["schemas"]["OrientationTarget"][];
            /** @description The newest first, at most twenty, with the one in force. */
            versions: components["schemas"]["OrientationVersion"][];
        };
        /** @description Where rules may send. */
        OrientationTarget: {
            /** @description Of the chamber or the circuit. */
            code: string;
            /** @description Who decides it, and the text; `null` for a chamber. */
            decided_by?: string | null;
            /** @description Its name. */
            label: string;
        };
        /** @description What a version would have done of the cases that people sent to one place. */
        OrientationTargetFigures: {
            /**
             * Format: int32
             * @description Of those, where people went the same way.
             */
            agreed: number;
            /**
             * Format: int32
             * @description Of those, where people went the same way.
             */
            agreed_before: number;
            /** @description The chamber or the circuit. */
            code: string;
            /**
             * Format: int32
             * @description Cases that people sent there.
             */
            decided: number;
            /** @description Its name. */
            label: string;
            /**
             * Format: int32
             * @description Cases that the version sends there.
             */
            sent: number;
            /**
             * Format: int32
             * @description Cases that the version in force sends there.
             */
            sent_before: number;
        };
        /** @description A dry run of a version over past dossiers. */
        OrientationTrial: {
            /**
             * Format: int64
             * @description The version in force it is compared with, 0 for none.
             */
            base_version: number;
            /** @description Of those that the reader may read, the latest, at most 500. */
            differences: components["schemas"]["OrientationDifference"][];
            /** @description In figures. */
            figures: components["schemas"]["OrientationFigures"];
            /** @description Whether there are more than those shown. */
            more: boolean;
            /** @description ISO day: it serves to decide that day. */
            tried_on: string;
            /**
             * Format: int64
             * @description The version tried.
             */
            version: number;
        };
        /** @description A version of a set. */
        OrientationVersion: {
            /** @description Subject of who wrote it. */
            actor: string;
            /** @description Why. */
            reason: string;
            /** @description Instant. */
            recorded_at: string;
            /** @description In the order in which they were written. */
            rules: components["schemas"]["OrientationRule"][];
            /**
             * Format: int64
             * @description 1 for the first.
             */
            version: number;
        };
        /** @description Where a field of a dossier comes from. */
        Origin: {
            /** @description Kind of the defect with which it entered, `null` where there is none. */
            defect?: string | null;
            /** @description `dossier.cle`, `parties[2].nom`, `evenements[5].dates` ... */
            field: string;
            /** @description File of the extract. */
            file: string;
            /**
             * Format: int32
             * @description Its line, the header being 1.
             */
            line: number;
            /** @description The value as the file holds it. */
            original: string;
        };
        /** @description A time when nothing could be deposited. */
        Outage: {
            /** @description RFC 3339: when the way was last seen open. */
            began_at: string;
            /** @description `arret` (the product was silent), `service` (a part of it did not answer). */
            cause: string;
            /** @description ISO days that it touches, at the seat of the court. */
            days: string[];
            /** @description RFC 3339; `null` while it lasts. */
            ended_at?: string | null;
            /** @description UUID. */
            outage_id: string;
        };
        /** @description The end of the case before the Court. */
        Outcome: {
            /** @description European case law identifier. */
            ecli: string;
            /** @description Formation. */
            formation: string;
            /** @description What people read. */
            label: string;
            /** @description `arret`, `ordonnance` ... */
            nature: string;
            /** @description ISO day. */
            pronounced_on: string;
            /** @description `cassation`, `rejet` ... */
            solution: string;
        };
        /** @description What a decision rules of somebody or something. An empty list means all. */
        OutcomeLine: {
            /** @description The text it rests on. */
            article?: string | null;
            /** @description Words of the chef. */
            chef?: string | null;
            /** @description UUIDs. */
            decision_ids: string[];
            /** @description UUIDs. */
            party_ids: string[];
            /** @description UUIDs. */
            pourvoi_ids: string[];
            /** @description Code of the catalogue. */
            solution: string;
            /** @description What people read. */
            solution_label: string;
        };
        /** @description A page that says what is sought. */
        PageSaying: {
            /**
             * Format: int32
             * @description From 1.
             */
            page: number;
            /**
             * Format: int32
             * @description How often.
             */
            times: number;
        };
        /** @description The text of a page. */
        PageText: {
            /**
             * Format: int32
             * @description From 1.
             */
            page: number;
            progress?: components["schemas"]["PieceText"] | null;
            /** @description As the file says it, or as it was read from its picture. */
            text: string;
        };
        /** @description A page of a list. */
        Page_Absence: {
            /** @description In the order of the list. */
            items: {
                absence_id: string;
                delegate: string;
                ended: boolean;
                /** @description ISO days, both included. */
                from_day: string;
                reason?: string | null;
                subject: string;
                to_day: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Act: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID. */
                act_id: string;
                /** @description `fait_recu`, `acte_de_la_cour`. */
                class: string;
                /** @description Number of the head whose act this one enters by reference: it is corrected there. */
                common_head_number?: string | null;
                /** @description The fields of its type: the schema of that name. */
                corps: Record<string, never>;
                /** @description By name: an ISO day, an RFC 3339 instant, or `inconnue`. */
                dates: {
                    [key: string]: string;
                };
                /**
                 * Format: int32
                 * @description For an act of a head: in how many joined dossiers it is entered by reference.
                 */
                entered_elsewhere: number;
                /** @description Type. */
                kind: string;
                /** @description What people read. */
                label: string;
                /** @description Pieces that it names. */
                piece_ids: string[];
                /** @description What it touches. */
                portee: components["schemas"]["Scope"];
                /** @description Why, for a correction. */
                reason?: string | null;
                /** @description RFC 3339. */
                recorded_at: string;
                /** @description Name of who recorded it, or the system. */
                recorded_by: string;
                /** @description Act that this one speaks of. */
                refers_to?: string | null;
                /** @description Act that corrects this one. */
                superseded_by?: string | null;
                /** @description Act that this one corrects. */
                supersedes?: string | null;
                /**
                 * Format: int64
                 * @description Place in the journal.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Agent: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID. */
                agent_id: string;
                /** @description Assigned to today. */
                chambres: string[];
                /** @description Name to show. */
                display_name: string;
                /** @description Office of an avocat aux Conseils. */
                office_id?: string | null;
                /** @description Held today. */
                roles: string[];
                /** @description Section of the chamber that they serve; a magistrate's is on their sheet. */
                section?: string | null;
                /** @description Subject of the identity provider. */
                subject: string;
                /** @description A suspended agent cannot sign in. */
                suspended: boolean;
                /**
                 * Format: int64
                 * @description Version of the record, given back when it is changed.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Aid: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID. */
                aid_id: string;
                /** @description Where it is linked; `null` when the dossier is closed to the reader. */
                dossier_id?: string | null;
                /** @description Number of that dossier. */
                dossier_number?: string | null;
                /** @description What is known. */
                facts: components["schemas"]["AidFacts"];
                /** @description RFC 3339. */
                linked_at?: string | null;
                /**
                 * @description Of the register.
                 * @example AJ-2026-00001
                 */
                number: string;
                /** @description Name of the office designated. */
                office_name?: string | null;
                /** @description What the reader may do: `tenir_registre_aides`. */
                permissions: string[];
                /** @description RFC 3339; `null` in a proposal. */
                registered_at?: string | null;
                /** @description `en_cours`, `decidee`, `rattachee`, `annulee`. */
                state: string;
                /** @description ISO day of the end of that term, where it can be computed. */
                term?: string | null;
                /** @description Term of the pourvoi that it interrupted: `en_cours` (interrupted), `court`, `expire`; `null` once linked or cancelled. */
                term_state?: string | null;
                /**
                 * Format: int64
                 * @description Goes back in `If-Match`.
                 */
                version: number;
                /** @description Oldest first; empty in a list. */
                versions: components["schemas"]["AidVersion"][];
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_AudienceOccurrence: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID of the audience planned. */
                audience_id?: string | null;
                /** @description ISO day. */
                day: string;
                /** @description Why nothing is planned then. */
                skipped?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_CardCandidate: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID. */
                agent_id: string;
                /** @description Name to show. */
                agent_name?: string | null;
                /** @description Whether the card is theirs. */
                chosen: boolean;
                /** @description What keeps them out; empty for who might be. */
                limits: components["schemas"]["DistributionLimit"][];
                /** @description What it would cost them. */
                terms: components["schemas"]["CandidateTerm"][];
                /**
                 * Format: int64
                 * @description Sum of the terms: the least is proposed.
                 */
                total: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Chambre: {
            /** @description In the order of the list. */
            items: {
                /** @description `civ1` ... `crim`. */
                code: string;
                /** @description What people read. */
                label: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Deadline: {
            /** @description In the order of the list. */
            items: {
                /** @description Earlier day to act on where the law leaves two readings. */
                alert?: string | null;
                ambiguous: boolean;
                basis: string;
                catalogue: string;
                chambre?: string | null;
                /**
                 * Format: int32
                 * @description Negative once past; `null` when nothing runs.
                 */
                days_left?: number | null;
                deadline_id: string;
                dossier_id: string;
                dossier_number: string;
                /** @description Last useful day, ISO; `null` when undetermined. */
                due?: string | null;
                /** Format: int64 */
                journal_version: number;
                label: string;
                met_by_act_id?: string | null;
                met_on?: string | null;
                /** @description What is missing to answer. */
                missing: string[];
                party_id?: string | null;
                pourvoi_id?: string | null;
                /** @description Before it was moved to a working day. */
                raw?: string | null;
                rule: string;
                sanction: string;
                /** @description `ouverte`, `satisfaite`, `satisfaite_hors_delai`, `expiree`, `interrompue`, `indeterminee`, `sans_objet`. */
                status: string;
                /** @description Why this date. */
                steps: components["schemas"]["Step"][];
                trigger_act_id: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_DecisionRow: {
            /** @description In the order of the list. */
            items: {
                /** @description Act that records it. */
                act_id: string;
                /** @description Code of the chamber. */
                chambre?: string | null;
                /** @description UUID. */
                dossier_id: string;
                /**
                 * @description European identifier.
                 * @example ECLI:FR:CCASS:2026:C200123
                 */
                ecli?: string | null;
                /** @description Code of the formation. */
                formation?: string | null;
                /**
                 * Format: int32
                 * @description How many there are.
                 */
                joined_count: number;
                /** @description Numbers of the pourvois joined in the same decision, its own apart; in the register, the first fifty. */
                joined_numbers: string[];
                /** @description Type of the act. */
                kind: string;
                /** @description What people read of it. */
                label: string;
                /** @description `arret`, `ordonnance`, `avis`. */
                nature: string;
                /** @description Number of the pourvoi. */
                number: string;
                /** @description ISO day. */
                pronounced_on?: string | null;
                /** @description `b`, `r`, `l`, `c`. */
                publication: string[];
                /** @description Number of the minute. */
                register_number?: string | null;
                /** @description `a_mettre`, `en_cours`, `remise`, `refusee`, `retiree`; `null` where the public gets none. */
                release?: string | null;
                /** @description ISO day by which it is owed to the public. */
                release_by?: string | null;
                /** @description Code of the public list. */
                solution: string;
                /** @description `en_vigueur`, `corrigee`, `annulee`, `rabattue`. */
                state: string;
                /** @description First demandeur, first défendeur; `null` for a reader who may not see it. */
                title?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Demand: {
            /** @description In the order of the list. */
            items: {
                /** @description Of the batch with which it came. */
                batch_id?: string | null;
                /** @description What the search found; for the registry. */
                candidates: components["schemas"]["Candidate"][];
                certificate?: components["schemas"]["DeliveredCertificate"] | null;
                /** @description `guichet`, `en_ligne`, `interface`. */
                channel: string;
                /** @description RFC 3339. */
                decided_at?: string | null;
                /** @description Subject of who decided; `null` when no doubt remained. */
                decided_by?: string | null;
                /** @description UUID. */
                demand_id: string;
                /** @description More dossiers resemble than are shown: nothing can be certified. */
                overflow: boolean;
                /** @description What the reader may do: `decider_certificat`. */
                permissions: string[];
                /** @description Why. */
                reason?: string | null;
                /** @description RFC 3339. */
                received_at: string;
                /** @description Who asked. */
                requester: components["schemas"]["Requester"];
                /** @description What was asked. */
                sought: components["schemas"]["DecisionSought"];
                /** @description `a_decider`, `delivre`, `renvoye`. */
                status: string;
                /**
                 * Format: int64
                 * @description Goes back in `If-Match`.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Deposit: {
            /** @description In the order of the list. */
            items: {
                /** @description Acts that it made. */
                act_ids: string[];
                /** @description Deadlines that it opens or meets; `null` while they are not computed, or when they are not for the reader. */
                deadlines?: components["schemas"]["DepositDeadline"][] | null;
                /** @description UUID. */
                deposit_id: string;
                /** @description The dossier that it opened or joined. */
                dossier_id?: string | null;
                /** @description Its number, with its letter. */
                dossier_number?: string | null;
                /** @description What the law or the registry remarks. */
                findings: components["schemas"]["Finding"][];
                /** @description `declaration`, `memoire`, `piece`, `evenement`; `null` while the message does not read. */
                kind?: string | null;
                /** @description As the sender declared it. */
                media_type: string;
                /** @description The sender's own name for it; `null` while the message does not read. */
                message_id?: string | null;
                /** @description Why it was refused. */
                motive?: string | null;
                /** @description Pieces, each with the hash that was found to be the one stated. */
                pieces: components["schemas"]["DepositPiece"][];
                reason?: components["schemas"]["Finding"] | null;
                /** @description The first arrival of its last byte (RFC 3339), whatever happens afterwards. */
                received_at: string;
                /** @description Identifier of the sender. */
                sender: string;
                /** @description When it got its present status (RFC 3339). */
                settled_at: string;
                /** @description Of the bytes received, in hexadecimal. */
                sha256: string;
                /**
                 * Format: int64
                 * @description Bytes received.
                 */
                size: number;
                /** @description `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`. */
                status: string;
                /**
                 * Format: int64
                 * @description Version of the journal after it; `null` when it entered none.
                 */
                version?: number | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_DistributionSummary: {
            /** @description In the order of the list. */
            items: {
                /** @description Code of the chamber. */
                chambre: string;
                /** @description ISO day of the designations. */
                day: string;
                /** @description UUID. */
                distribution_id: string;
                /**
                 * Format: int32
                 * @description Dossiers of the batch.
                 */
                dossiers: number;
                /** @description `rapporteur`, `avocat_general`. */
                office: string;
                /** @description RFC 3339. */
                opened_at: string;
                /** @description Subject of who opened it. */
                opened_by: string;
                /**
                 * Format: int32
                 * @description 1 or 2: two plans of one batch may be open at once.
                 */
                plan: number;
                /** @description UUID of the agent whose dossiers are given anew; absent when they had nobody. */
                replaces?: string | null;
                /** @description `ouverte`, `validee`, `abandonnee`. */
                status: string;
                /**
                 * Format: int64
                 * @description Given back when it is changed.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_DueNotice: {
            /** @description In the order of the list. */
            items: {
                article: string;
                chambre?: string | null;
                channel?: string | null;
                /** @description Channels that the law admits, the usual one first. */
                channels: string[];
                /** @description The act was corrected after it had gone. */
                corrective_owed: boolean;
                /** @description What the journal says: `du`, `envoye`, `revenu`, `prouve`, `sans_objet`. */
                derived: string;
                dossier_id: string;
                dossier_number: string;
                /** @description ISO day. */
                due?: string | null;
                label: string;
                means: string[];
                /** @description Identifier in the catalogue: `not.civ.02`. */
                notice: string;
                notice_id: string;
                party_id?: string | null;
                /** @description `a_preparer`, `a_remettre`, `en_chemin`, `a_examiner`, `en_poursuite`, `prouve`, `attendu`, `sans_objet`. */
                place: string;
                recipient: string;
                /** @description Who sends it: `greffe`, or another whose sending is awaited. */
                sender: string;
                /** @description State of the last sending. */
                state?: string | null;
                without_proof?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_GateReport: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID. */
                dossier_id: string;
                /** @description What is not in order, in the order of the parts. */
                findings: components["schemas"]["GateFinding"][];
                /** @description Name of the milestone. */
                milestone: string;
                /** @description What people read. */
                milestone_label: string;
                /** @description Printed number. */
                number: string;
                /** @description Whether each service answered for its part. */
                parts: components["schemas"]["GatePart"][];
                /** @description Whether the way past is offered at once: the term to rule is within three days. */
                passage_offered: boolean;
                /** @description Passages asked for that no act has used. */
                passages: components["schemas"]["GatePassage"][];
                /** @description Whether it is passed already. */
                passed: boolean;
                /** @description Act types that pass it. */
                passed_by: string[];
                /** @description ISO day on which the term to rule ends. */
                statutory_due?: string | null;
                /** @description Whether an act that passes it would be refused now. */
                stops: boolean;
                /** @description The parties, in short. */
                title: string;
                /**
                 * Format: int64
                 * @description Version of the journal that was looked at.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Grounds: {
            /** @description In the order of the list. */
            items: {
                /** @description Act that noted it. */
                act_id: string;
                /** @description ISO day of the mémoire. */
                deposited_on?: string | null;
                /** @description Act by which the mémoire was deposited. */
                memoire: string;
                /** @description `ampliatif`, `personnel` ... */
                memoire_nature: string;
                /** @description In their order. */
                moyens: string[];
                /** @description SHA-256 of the words, in hexadecimal. */
                text_sha256: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Impediment: {
            /** @description In the order of the list. */
            items: {
                /** @description UUID. */
                agent_id?: string | null;
                /** @description Name to show. */
                agent_name?: string | null;
                /** @description UUID. */
                impediment_id: string;
                /** @description `juge_du_fond`, `commission_instruction`, `siege_en_revision`, `recusation_demandee`, `cause_de_recusation`. */
                kind?: string | null;
                /** @description RFC 3339. */
                said_at?: string | null;
                /** @description Subject of who said it. */
                said_by?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Magistrate: {
            /** @description In the order of the list. */
            items: {
                /** @description Those that last or are to come. */
                absences: components["schemas"]["MagistrateAbsence"][];
                /** @description UUID. */
                agent_id: string;
                /** @description ISO day. */
                arrived_on?: string | null;
                /** @description Codes of chambers. */
                chambres: string[];
                /** @description Name to show. */
                display_name: string;
                /** @description `president`, `doyen`, `conseiller`, `conseiller_referendaire`, `premier_avocat_general`, `avocat_general`, `avocat_general_referendaire`. */
                fonction: string;
                /** @description Kin among magistrates. */
                kin: components["schemas"]["Kin"][];
                /** @description ISO day; `null` while it lasts. */
                left_on?: string | null;
                /**
                 * Format: int32
                 * @description Thousandths of a full time.
                 */
                part_time: number;
                /** @description Section of the chamber. */
                section?: string | null;
                /** @description Matters of predilection. */
                specialities: string[];
                /**
                 * Format: int64
                 * @description Given back when it is changed; 0 while nothing was entered.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Neighbour: {
            /** @description In the order of the list. */
            items: {
                /** @description Code of the chamber. */
                chambre?: string | null;
                /** @description UUID. */
                dossier_id: string;
                /** @description The same decision is attacked, or the parties are the same: joinder may be considered. */
                joinder: boolean;
                /** @description Number of the pourvoi. */
                number: string;
                /** @description Where it says what both say. */
                passage: components["schemas"]["PassagePart"][];
                /** @description Each in a sentence, the weightiest first. */
                reasons: string[];
                /** @description Where the dossier is. */
                stage_label?: string | null;
                /** @description First demandeur, first défendeur. */
                title?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_NoticeBatch: {
            /** @description In the order of the list. */
            items: {
                batch_id: string;
                /**
                 * Format: int32
                 * @description Handed over or farther.
                 */
                gone: number;
                /** @description Empty in a list of batches. */
                lines: components["schemas"]["NoticeBatchLine"][];
                opened_at: string;
                opened_by: string;
                /**
                 * Format: int32
                 * @description Sent or farther.
                 */
                sent: number;
                title: string;
                /** Format: int32 */
                total: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Office: {
            /** @description In the order of the list. */
            items: {
                /** @description Its name. */
                name: string;
                /** @description UUID. */
                office_id: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_OrientationSet: {
            /** @description In the order of the list. */
            items: {
                /**
                 * Format: int64
                 * @description Version in force, 0 while none is.
                 */
                in_force: number;
                /** @description What people read. */
                label: string;
                /** @description Whether the reader writes it. */
                may_edit: boolean;
                /** @description `entre_chambres`, or the code of a chamber. */
                remit: string;
                /**
                 * Format: int32
                 * @description Rules of the newest version.
                 */
                rules: number;
                /**
                 * Format: int64
                 * @description Newest version, 0 before the first.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Origin: {
            /** @description In the order of the list. */
            items: {
                /** @description Kind of the defect with which it entered, `null` where there is none. */
                defect?: string | null;
                /** @description `dossier.cle`, `parties[2].nom`, `evenements[5].dates` ... */
                field: string;
                /** @description File of the extract. */
                file: string;
                /**
                 * Format: int32
                 * @description Its line, the header being 1.
                 */
                line: number;
                /** @description The value as the file holds it. */
                original: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Outage: {
            /** @description In the order of the list. */
            items: {
                /** @description RFC 3339: when the way was last seen open. */
                began_at: string;
                /** @description `arret` (the product was silent), `service` (a part of it did not answer). */
                cause: string;
                /** @description ISO days that it touches, at the seat of the court. */
                days: string[];
                /** @description RFC 3339; `null` while it lasts. */
                ended_at?: string | null;
                /** @description UUID. */
                outage_id: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_PersonalLink: {
            /** @description In the order of the list. */
            items: {
                /** @description `courrier`, `guichet`. */
                code_by: string;
                /** @description RFC 3339. */
                expires_at: string;
                /** @description RFC 3339. */
                issued_at: string;
                /** @description Who made it. */
                issued_by: string;
                /** @description UUID. */
                link_id: string;
                /** @description When it was last opened (RFC 3339). */
                opened_at?: string | null;
                /** @description The party. */
                party_id: string;
                /** @description Its name. */
                party_name: string;
                /** @description Why it was ended. */
                reason?: string | null;
                /** @description `actif`, `suspendu` (counsel stands for the party), `verrouille`, `expire`, `revoque`. */
                state: string;
                /**
                 * Format: int32
                 * @description Wrong codes since the last right one.
                 */
                tries: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Piece: {
            /** @description In the order of the list. */
            items: {
                /** @description Act that names it. */
                act_id?: string | null;
                archival?: components["schemas"]["PieceArchival"] | null;
                control?: components["schemas"]["PieceControl"] | null;
                /** @description Dossier that names it. */
                dossier_id?: string | null;
                /** @description Name given by the sender. */
                file_name: string;
                /** @description `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`. */
                kind: string;
                /** @description Type found in the content. */
                media_type: string;
                /** @description Of the minute of a decision: `a_signer`, `signee`. */
                minute?: string | null;
                /** @description UUID. */
                piece_id: string;
                /** @description RFC 3339. */
                received_at: string;
                /** @description Hexadecimal. */
                sha256: string;
                /**
                 * Format: int64
                 * @description Bytes.
                 */
                size: number;
                text?: components["schemas"]["PieceText"] | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Proposal: {
            /** @description In the order of the list. */
            items: {
                /** @description Agent designated. */
                agent_id?: string | null;
                /** @description Name to show. */
                agent_name?: string | null;
                /** @description Chamber given; of a person, the one consulted for whose opinion they are designated (CPC 1015-1). */
                chambre?: string | null;
                /** @description Circuit of the chamber given, for the siège and the registry. */
                circuit?: string | null;
                /** @description ISO day. */
                designated_on?: string | null;
                /** @description UUID. */
                dossier_id: string;
                /** @description Why it was proposed though a limit kept from it; for who may make such a designation. */
                given_reason?: string | null;
                /** @description The act it becomes. */
                kind: string;
                /** @description UUID. */
                proposal_id: string;
                /** @description Subject of who proposed. */
                proposed_by: string;
                /**
                 * Format: int32
                 * @description 2 for a second rapporteur, 1 for others.
                 */
                rank: number;
                reason?: components["schemas"]["Finding"] | null;
                /** @description `proposee`, `en_vigueur`, `refusee`, `remplacee`. */
                status: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Representation: {
            /** @description In the order of the list. */
            items: {
                /** @description Whether it ended. */
                ended: boolean;
                /** @description UUID. */
                office_id: string;
                /** @description Name to show. */
                office_name: string;
                /** @description UUID. */
                party_id: string;
                /** @description Name to show. */
                party_name: string;
                /** @description `demandeur`, `defendeur`, `intervenant`. */
                role: string;
                /** @description ISO day; `null` when unknown. */
                since?: string | null;
                /** @description First day on which it no longer stood. */
                until?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Row: {
            /** @description In the order of the list. */
            items: {
                /** @description Code of the chamber. */
                chambre?: string | null;
                /** @description UUID. */
                dossier_id: string;
                /** @description ISO day. */
                formed_on?: string | null;
                /** @description UUID of that head. */
                head_id?: string | null;
                /** @description Of joined dossiers: the number of their head, also for the head itself. */
                head_number?: string | null;
                /** @description With its letter: `C 26-10.001`. */
                number: string;
                /** @description Designated today. */
                rapporteurs: components["schemas"]["Rapporteur"][];
                /** @description Code of the stage. */
                stage: string;
                /** @description What people read. */
                stage_label: string;
                /** @description `Dupont c. société Martin`. */
                title: string;
                /** @description RFC 3339. */
                updated_at: string;
                /** @description Whether it is urgent. */
                urgent: boolean;
                /**
                 * Format: int64
                 * @description Version of the journal.
                 */
                version: number;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_SavedSearch: {
            /** @description In the order of the list. */
            items: {
                filters: components["schemas"]["SearchFilters"];
                name?: string | null;
                search_id: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Sheet: {
            /** @description In the order of the list. */
            items: {
                /** @default [] */
                attacked: components["schemas"]["SheetAttacked"][];
                /**
                 * @description The same decisions as the collection indexes them.
                 * @default []
                 */
                attacked_indexed: components["schemas"]["SheetAttacked"][];
                /** @default null */
                chamber: components["schemas"]["SheetCoded"] | null;
                /** @default [] */
                counsel: components["schemas"]["SheetCounsel"][];
                /**
                 * @description ISO day.
                 * @default
                 */
                decision_date: string;
                /** @default [] */
                defendeurs: string[];
                /** @default [] */
                demandeurs: string[];
                /** @default  */
                dispositif: string;
                /** @default  */
                ecli: string;
                /** @default null */
                formation: components["schemas"]["SheetCoded"] | null;
                /**
                 * @description F, FS, FP with the letters of diffusion, as printed.
                 * @default
                 */
                formation_mark: string;
                /**
                 * @description ISO day of the débats.
                 * @default
                 */
                hearing_date: string;
                /** @default [] */
                intervenants: string[];
                /** @default false */
                jonction: boolean;
                /**
                 * @description `arrêt`, `ordonnance`, `avis`.
                 * @default
                 */
                kind: string;
                /** @default null */
                moyens: components["schemas"]["SheetGrounds"] | null;
                /**
                 * @description Nature de l'affaire, where the collection gives it.
                 * @default
                 */
                nac: string;
                /** @default [] */
                numbers: components["schemas"]["SheetNumber"][];
                /**
                 * @description Who sat, reported, concluded, signed.
                 * @default []
                 */
                persons: components["schemas"]["SheetPerson"][];
                /** @default false */
                pourvoi_incident: boolean;
                /** @default [] */
                procedural_dates: components["schemas"]["SheetDate"][];
                /** @default null */
                publication: components["schemas"]["SheetPublication"] | null;
                /**
                 * @description What else the collection holds of the decision, by name.
                 * @default []
                 */
                references: components["schemas"]["SheetReference"][];
                /**
                 * @description Court that asks, for an avis or a question.
                 * @default
                 */
                referring_court: string;
                /**
                 * @description Number in the register of decisions: the minute.
                 * @default
                 */
                register_number: string;
                /** @default null */
                solution: components["schemas"]["SheetSolution"] | null;
                /**
                 * @description Which decision of which collection: what makes two sheets the same.
                 * @default
                 */
                source: string;
                /** @default  */
                subkind: string;
                /** @default [] */
                summary: string[];
                /** @default [] */
                texts_applied: string[];
                /** @default [] */
                themes: string[];
                /** @default [] */
                visas: string[];
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Task: {
            /** @description In the order of the list. */
            items: {
                /** @description The audience that owes it. */
                audience_id?: string | null;
                basis: string;
                /** @description Whether it cannot wait. */
                cannot_wait: boolean;
                chambre?: string | null;
                claimed_by?: string | null;
                claimed_by_name?: string | null;
                closed_at?: string | null;
                closed_by_act_id?: string | null;
                code: string;
                /** @description Act types that close it. */
                cured_by: string[];
                /** @description `null` for a task of an audience. */
                dossier_id?: string | null;
                /** @description Number of the dossier; for a task of an audience, what names it. */
                dossier_number: string;
                /** @description ISO day. */
                due?: string | null;
                escalated: boolean;
                /** @description ISO day. */
                escalates_on?: string | null;
                /** @description Role to which it goes when it is not done. */
                escalates_to?: string | null;
                handed_by?: string | null;
                handed_reason?: string | null;
                /** @description Holder in whose absence the caller has it. */
                in_absence_of?: string | null;
                /** @description `tache`, `alerte`. */
                kind: string;
                label: string;
                opened_at: string;
                party_id?: string | null;
                role: string;
                /** @description `normale`, `haute`, `critique`. */
                severity: string;
                snooze_reason?: string | null;
                snoozed_by?: string | null;
                /** @description ISO day on which it comes back. */
                snoozed_until?: string | null;
                /** @description `ouverte`, `close`. */
                status: string;
                task_id: string;
                /** @description What is to be done, for an alert. */
                to_do?: string | null;
                warnings: components["schemas"]["Warning"][];
                /** @description Why it stands where it stands, in one line. */
                why: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_TrailRow: {
            /** @description In the order of the list. */
            items: {
                /** @description `lire_piece`, `connaitre` ...; of the délibéré, `acces_delibere` whatever was done. */
                action: string;
                /** @description Subject of who asked. */
                actor: string;
                /** @description Name to show, of who is in the register. */
                actor_name?: string | null;
                /** @description RFC 3339. */
                at: string;
                /** @description `permis`, `refuse`. */
                decision: string;
                /** @description UUID. */
                dossier_id?: string | null;
                /** @description Number of the pourvoi. */
                dossier_number?: string | null;
                /** @description UUID. */
                piece_id?: string | null;
                /** @description Kind of the piece: `memoire`, `note` ... */
                piece_kind?: string | null;
                /** @description What was given, or why. */
                told?: string | null;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_WaitingDossier: {
            /** @description In the order of the list. */
            items: {
                /** @description Circuit that its journal says, for who distributes to rapporteurs: `court`, `intermediaire`, `approfondi`. */
                circuit?: string | null;
                /** @description UUID. */
                dossier_id: string;
                /**
                 * Format: int32
                 * @description Dossiers joined to it, which go with it.
                 */
                joined: number;
                /** @description Code of its matter. */
                matter?: string | null;
                /** @description As printed. */
                number: string;
                /**
                 * Format: int32
                 * @description How many parties.
                 */
                parties: number;
                /**
                 * Format: int32
                 * @description 2 where the law allows a double rapport.
                 */
                ranks: number;
                /** @description Code of its stage. */
                stage: string;
                /** @description Whether it was declared urgent. */
                urgent: boolean;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description A page of a list. */
        Page_Watch: {
            /** @description In the order of the list. */
            items: {
                follow_id: string;
                /** @description `dossier`, `personne`, `role`, `recherche`. */
                kind: string;
                label: string;
                news: components["schemas"]["WatchNews"][];
                since?: string | null;
                target: string;
            }[];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is known.
             */
            total?: number | null;
        };
        /** @description The electronic way failed on a last day for a cause external to the sender. */
        PanneSignalee: Record<string, never>;
        /** @description What a paper would hold. */
        PaperCheck: {
            /** @description All that is missing or wrong; empty, and the paper can be made. */
            faults: components["schemas"]["PaperFault"][];
            /** @description In the order of the template. */
            inserted: components["schemas"]["InsertedValue"][];
        };
        /** @description What is missing or wrong. */
        PaperFault: {
            /** @description Its path. */
            field: string;
            /** @description What people read. */
            message: string;
        };
        /** @description What a template asks for. */
        PaperField: {
            /** @description Words admitted by a choice. */
            among: string[];
            /** @description Fields of a row. */
            columns: components["schemas"]["PaperField"][];
            /** @description `texte`, `lignes`, `jour`, `choix`, `liste`. */
            kind: string;
            /** @description What people read. */
            label: string;
            /** @description By which it is given. */
            name: string;
            /** @description Whether there is no paper without it. */
            required: boolean;
            /** @description Whether a person may type it; the rest is read from the case. */
            typed: boolean;
        };
        /** @description A paper wanted. */
        PaperInput: {
            /** @description ISO day of the paper, today when absent. */
            jour?: string | null;
            /** @description What is typed of lists: by field, each row by column. */
            listes?: {
                [key: string]: {
                    [key: string]: string;
                }[];
            };
            /** @description Name of the template. */
            modele: string;
            /** @description Pieces of a bordereau, in order. */
            pieces?: string[];
            /** @description What is typed, by field. */
            valeurs?: {
                [key: string]: string;
            };
        };
        /** @description A template. */
        PaperTemplate: {
            /** @description What it asks for, in order. */
            fields: components["schemas"]["PaperField"][];
            /** @description First day on which it may be used, ISO. */
            from: string;
            /** @description Whether a paper of it is kept as a piece. */
            kept: boolean;
            /** @description What it is asked by. */
            name: string;
            /** @description Whether it speaks of a dossier. */
            of_dossier: boolean;
            /** @description What people read. */
            title: string;
            /** @description Last day; `null` while it is not replaced. */
            until?: string | null;
        };
        /** @description Load of the parquet général. */
        ParquetLoad: {
            /**
             * Format: int32
             * @description Dossiers for which nobody is designated yet; 0 for who sees themself alone.
             */
            coming: number;
            /**
             * Format: int32
             * @description Dossiers concluded on in the past weeks; 0 for who sees themself alone.
             */
            concluded: number;
            /** @description ISO day. */
            day: string;
            /**
             * Format: int32
             * @description How many weeks these are.
             */
            past_weeks: number;
            /** @description Those whom the reader may see. */
            people: components["schemas"]["ParquetPerson"][];
            /** @description `parquet`, with its people; `personne`, the reader alone. */
            scope: string;
        };
        /** @description What an avocat général has. */
        ParquetPerson: {
            /** @description UUID. */
            agent_id: string;
            /**
             * Format: int32
             * @description Weeks until what waits is done, at the pace of all; `null` where nothing is being done.
             */
            cleared?: number | null;
            /**
             * Format: int32
             * @description Dossiers that wait for their conclusions.
             */
            dossiers: number;
            /**
             * Format: int32
             * @description Thousandths of the time of all.
             */
            due_share: number;
            /**
             * Format: int32
             * @description Dossiers given to them since the year began.
             */
            given: number;
            /**
             * Format: int64
             * @description What these weigh.
             */
            given_weight: number;
            /** @description Name to show. */
            name: string;
            /**
             * Format: int64
             * @description The same as if at full time; `null` for who has no time.
             */
            relative?: number | null;
            /**
             * Format: int32
             * @description Thousandths of all that was given since.
             */
            share: number;
            /**
             * Format: int64
             * @description What they weigh, in hundredths of an ordinary dossier.
             */
            weight: number;
        };
        /** @description Parties entered a case that was open. */
        PartieAjoutee: {
            /**
             * @description `intervention_volontaire`, `intervention_forcee`, `omission`, `reprise_d_instance`.
             * @default
             */
            cause: string;
            /** @default [] */
            parties: components["schemas"]["PartyDeclared"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
        };
        /** @description The death of a party of the scope was notified. */
        PartieDecedee: Record<string, never>;
        /** @description Parties that enter the case. */
        PartiesAmendment: {
            /** @description `intervention_volontaire`, `intervention_forcee`, `omission`, `reprise_d_instance`. */
            cause: string;
            /** @description At least one. */
            parties: components["schemas"]["PartyInput"][];
            /** @description UUID; the first pourvoi of the case when absent. */
            pourvoi?: string | null;
        };
        /** @description More parties of a pourvoi, when they are too many for one act. */
        PartiesDeclarees: {
            /** @default [] */
            parties: components["schemas"]["PartyDeclared"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
        };
        /** @description A party. */
        Party: {
            /** @description Empty for a reader who may not see it. */
            name: string;
            /** @description `personne_physique`, `personne_morale`, `ministere_public`. */
            nature: string;
            /** @description Offices constituted today. */
            office_ids: string[];
            /** @description How the case ended for this party alone. */
            outcome?: string | null;
            /** @description UUID. */
            party_id: string;
            /** @description UUID of the person. */
            person_id: string;
            /** @description UUID. */
            pourvoi_id?: string | null;
            /** @description `metropole`, `outre_mer`, `etranger`, `inconnue`. */
            residence: string;
            /** @description `demandeur`, `defendeur`, `intervenant`. */
            role: string;
            /** @description What it is in each pourvoi that names it. */
            roles: components["schemas"]["PartyRole"][];
            /** @description `detenu`, `libre`, `controle_judiciaire`, `evade`. */
            situation?: string | null;
        };
        /** @description A party of a pourvoi, by the person's id: names stay in the dossier service. */
        PartyDeclared: {
            /**
             * @description `personne_physique`, `personne_morale`, `ministere_public`.
             * @default
             */
            nature: string;
            /** @default null */
            party_id: components["schemas"]["Id"] | null;
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
            /**
             * @description `metropole`, `outre_mer`, `etranger`, `inconnue`: it moves deadlines (CPC 643, 1023).
             * @default
             */
            residence: string;
            /**
             * @description `demandeur`, `defendeur`, `intervenant`.
             * @default
             */
            role: string;
        };
        /** @description A party with who the person is. */
        PartyDetail: {
            identity?: components["schemas"]["Identity"] | null;
            /** @description The party. */
            party: components["schemas"]["Party"];
        };
        /** @description A party as entered. */
        PartyInput: {
            /** @description Office that appears for the party. */
            office_id?: string | null;
            /** @description Who the party is. */
            person: components["schemas"]["PersonInput"];
            /** @description `metropole`, `outre_mer`, `etranger`, `inconnue`. */
            residence: string;
            /** @description `demandeur`, `defendeur`, `intervenant`. */
            role: string;
        };
        /** @description Parties found. */
        PartyPage: {
            /** @description In the order in which they were declared. */
            items: components["schemas"]["PartyDetail"][];
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /** @description Offices of the case, for the names of those constituted. */
            offices: components["schemas"]["Office"][];
            /**
             * Format: int64
             * @description How many answer the search.
             */
            total: number;
        };
        /** @description What a party is in one pourvoi. */
        PartyRole: {
            /** @description UUID. */
            pourvoi_id: string;
            /** @description `demandeur`, `defendeur`, `intervenant`. */
            role: string;
        };
        /** @description A passage wanted. */
        PassageInput: {
            /** @description At the head of a group: for each of its dossiers, all or none. */
            commun?: boolean;
            /** @description Name of the milestone. */
            jalon: string;
            /** @description Why the case cannot wait, ten characters at least. */
            motif: string;
        };
        /** @description A dossier of a group for which a passage was asked at once. Nothing in its three lists: the milestone was open there. */
        PassageMember: {
            /** @description UUID. */
            dossier_id: string;
            /** @description Parts that no service answered for. */
            not_checked: string[];
            /** @description Its number. */
            number: string;
            /** @description Checks found irregular that it sets aside. */
            overridden: string[];
            /** @description UUID. */
            passage_id: string;
            /** @description Checks that stop the milestone all the same. */
            remaining: string[];
        };
        /** @description A run of a passage. */
        PassagePart: {
            /** @description Whether it is what was sought. */
            hit: boolean;
            /** @description As it stands. */
            text: string;
        };
        /** @description A milestone was passed though not everything before it could be checked, or though something was found irregular. */
        PassageSansControle: {
            /**
             * @description Checks of the catalogue that were found irregular and set aside by whom the law leaves it to.
             * @default []
             */
            ecartes: string[];
            /**
             * @description Milestone of the catalogue.
             * @default
             */
            jalon: string;
            /**
             * @description Parts that no service answered for: `deadline`, `document` ...
             * @default []
             */
            non_controles: string[];
            /** @default null */
            passage_id: components["schemas"]["Id"] | null;
        };
        /** @description The premier président ruled on the lapse of the proceedings. */
        PeremptionConstatee: {
            /** @default  */
            ecli: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description `peremption`, `rejet`.
             * @default
             */
            sens: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A person as entered. */
        PersonInput: {
            /** @description Postal address. */
            address?: string | null;
            /** @description Given names. */
            first_names?: string | null;
            /** @description Family name, or name of the legal person. */
            name: string;
            /** @description `personne_physique`, `personne_morale`, `ministere_public`. */
            nature: string;
        };
        /** @description A link, without its secrets. */
        PersonalLink: {
            /** @description `courrier`, `guichet`. */
            code_by: string;
            /** @description RFC 3339. */
            expires_at: string;
            /** @description RFC 3339. */
            issued_at: string;
            /** @description Who made it. */
            issued_by: string;
            /** @description UUID. */
            link_id: string;
            /** @description When it was last opened (RFC 3339). */
            opened_at?: string | null;
            /** @description The party. */
            party_id: string;
            /** @description Its name. */
            party_name: string;
            /** @description Why it was ended. */
            reason?: string | null;
            /** @description `actif`, `suspendu` (counsel stands for the party), `verrouille`, `expire`, `revoque`. */
            state: string;
            /**
             * Format: int32
             * @description Wrong codes since the last right one.
             */
            tries: number;
        };
        /** @description A piece as kept. */
        Piece: {
            /** @description Act that names it. */
            act_id?: string | null;
            archival?: components["schemas"]["PieceArchival"] | null;
            control?: components["schemas"]["PieceControl"] | null;
            /** @description Dossier that names it. */
            dossier_id?: string | null;
            /** @description Name given by the sender. */
            file_name: string;
            /** @description `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`. */
            kind: string;
            /** @description Type found in the content. */
            media_type: string;
            /** @description Of the minute of a decision: `a_signer`, `signee`. */
            minute?: string | null;
            /** @description UUID. */
            piece_id: string;
            /** @description RFC 3339. */
            received_at: string;
            /** @description Hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            text?: components["schemas"]["PieceText"] | null;
        };
        /** @description The copy of a piece in the format of archives (PDF/A-2b), beside what was received. */
        PieceArchival: {
            /** @description Of the copy, in hexadecimal. */
            sha256?: string | null;
            /**
             * Format: int64
             * @description Bytes of the copy.
             */
            size?: number | null;
            /** @description `attend`, `en_cours`, `faite`, `sans_copie`, `echouee`. */
            state: string;
        };
        /** @description Checks of a piece after its reception. */
        PieceControl: {
            /** @description `sain`; `non_configure` where the operator has none. */
            antivirus?: string | null;
            /** @description RFC 3339. */
            changed_at: string;
            /** @description The state in French. */
            message: string;
            /**
             * Format: int32
             * @description Of a PDF.
             */
            pages?: number | null;
            /** @description Code of the refusal; its page is at `/aide/CODE`. */
            reason?: string | null;
            /** @description `recue`, `en_controle`, `attente_antivirus`, `saine`, `refusee`: only what is `saine` is served. */
            state: string;
        };
        /** @description The text of a piece, read in the background. */
        PieceText: {
            /**
             * Format: int32
             * @description Pages read so far.
             */
            done: number;
            /**
             * Format: int32
             * @description Pages in all.
             */
            pages: number;
            /** @description `contenu`, or `ocr` where at least a page was read from its picture. */
            source?: string | null;
            /** @description `attend`, `en_cours`, `faite`, `sans_texte`, `echouee`. */
            state: string;
        };
        /** @description Pieces were remitted with or after a mémoire. */
        PiecesDeposees: {
            /**
             * @description `decision_attaquee`, `decision_confirmee_ou_infirmee`, `autre`.
             * @default
             */
            nature: string;
            /** @default null */
            office_id: components["schemas"]["Id"] | null;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description What a plan is worth. Loads are in hundredths of an ordinary dossier, as if at full time; `null` when nobody has time. */
        PlanFigures: {
            /**
             * Format: int32
             * @description Cards: a dossier, at a rank.
             */
            cards: number;
            /**
             * Format: int32
             * @description Limits met that no door may pass.
             */
            forbidden: number;
            /**
             * Format: int64
             * @description Load of who bears the least.
             */
            least?: number | null;
            /**
             * Format: int64
             * @description Mean load.
             */
            mean?: number | null;
            /**
             * Format: int64
             * @description Load of who bears the most.
             */
            most?: number | null;
            /**
             * Format: int64
             * @description The most less the least.
             */
            spread?: number | null;
            /**
             * Format: int32
             * @description Limits met that the president may pass with a reason.
             */
            to_justify: number;
            /** @description Preferences unmet, each summed. */
            unmet: components["schemas"]["CandidateTerm"][];
            /**
             * Format: int32
             * @description Those of them that are urgent.
             */
            urgent_waiting: number;
            /**
             * Format: int32
             * @description Those with nobody.
             */
            waiting: number;
        };
        /** @description A letter of the registry came back. */
        PliRetourne: {
            /**
             * @description `inconnu`, `non_reclame`, `refuse`, `autre`.
             * @default
             */
            motif: string;
        };
        /** @description A person of the registry looked at a point and says what was found. */
        PointVerifie: {
            /**
             * @description Identifier of the check in the catalogue.
             * @default
             */
            point: string;
            /**
             * @description `conforme`, `irregulier`, `sans_objet`.
             * @default
             */
            resultat: string;
        };
        /** @description Open dossiers of a chamber that could be joined. */
        PossibleJoinder: {
            /**
             * Format: int32
             * @description How many there are.
             */
            count: number;
            /** @description UUID of the head that they have or, without one, of the oldest. */
            head_id: string;
            /** @description Number of its pourvoi. */
            head_number: string;
            /** @description The head first, then in the order of their numbers; two hundred at most. */
            members: components["schemas"]["JoinderMember"][];
            /** @description Each in a sentence, the weightiest first. */
            reasons: string[];
        };
        /** @description A pourvoi of the dossier. */
        Pourvoi: {
            /** @description UUIDs of the parties that formed it. */
            demandeur_ids: string[];
            /** @description ISO day of its declaration. */
            formed_on?: string | null;
            /** @description `principal`, `incident` ... */
            nature: string;
            /** @description Printed form. */
            number: string;
            /** @description How it ended, in words, where the case tells it apart. */
            outcome?: string | null;
            /** @description UUID. */
            pourvoi_id: string;
            /** @description What its demandeur is in criminal matters: `condamne`, `partie_civile`, `ministere_public` ... */
            qualite?: string | null;
            /** @description ISO day of its registration; none while it waits. */
            registered_on?: string | null;
        };
        /**
         * @description Another pourvoi against a decision that the case attacks, under its number (CPP 568, 576); the day of the change is that of its
         *     declaration.
         */
        PourvoiAmendment: {
            /** @description Parties of the case that form it or answer it. */
            connues?: components["schemas"]["KnownParty"][];
            /** @description How the decision was rendered as to this demandeur: `contradictoire`, `a_signifier`, `defaut`, `iteratif_defaut`. */
            decision_rendue?: string | null;
            /** @description UUIDs; all the decisions that the case attacks when absent. */
            decisions?: string[];
            /** @description Who declares: `partie`, `avocat`, `pouvoir_special`. */
            declarant?: string | null;
            /** @description Where it was remitted: `greffe_de_la_juridiction`, `etablissement_penitentiaire` ... */
            lieu?: string | null;
            /** @description Parties that enter with it. */
            parties?: components["schemas"]["PartyInput"][];
            /** @description What its demandeur is: `condamne`, `partie_civile`, `ministere_public` ... */
            qualite: string;
        };
        /** @description The registry gave the pourvoi its number. */
        PourvoiEnregistre: {
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
            /**
             * Format: int32
             * @default 0
             */
            sequence: number;
            /**
             * Format: int32
             * @description Four-digit year.
             * @default 0
             */
            year: number;
        };
        /** @description A pourvoi was declared at the registry. Opens the journal. */
        PourvoiForme: {
            /**
             * @description `contradictoire`, `a_signifier`, `defaut`, `iteratif_defaut`.
             * @default
             */
            decision_rendue: string;
            /** @default [] */
            decisions: components["schemas"]["DecisionAttacked"][];
            /**
             * @description `partie`, `avocat`, `pouvoir_special`.
             * @default
             */
            declarant: string;
            /**
             * @description `greffe_de_la_juridiction`, `greffe_de_la_cour`, `etablissement_penitentiaire`, `lettre_recommandee`.
             * @default
             */
            lieu: string;
            /**
             * @description `principal`, `additionnel`.
             * @default
             */
            nature: string;
            /**
             * @description At most 200; the others follow in `parties_declarees`.
             * @default []
             */
            parties: components["schemas"]["PartyDeclared"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
            /**
             * @description Code of the procedure in the catalogue.
             * @default
             */
            procedure: string;
            /**
             * @description `condamne`, `prevenu`, `mis_en_examen`, `accuse`, `temoin_assiste`, `personne_recherchee` ...
             * @default
             */
            qualite: string;
            /**
             * @description The number as the sender wrote it, empty when the registry allots one.
             * @default
             */
            received_number: string;
            /**
             * @description `obligatoire`, `dispensee`.
             * @default
             */
            representation: string;
            /**
             * @description Special text that sets the length of a term, as the catalogue writes it: `LPF L16 B`, `CPP 627-8`; empty when none does (CPC 612).
             * @default
             */
            texte_special: string;
            /** @default false */
            urgent: boolean;
        };
        /** @description A défendeur formed a pourvoi incident or provoqué by mémoire. */
        PourvoiIncidentForme: {
            /** @default [] */
            defendeurs: components["schemas"]["Id"][];
            /** @default [] */
            demandeurs: components["schemas"]["Id"][];
            /**
             * @description `incident`, `provoque`.
             * @default
             */
            nature: string;
            /** @default null */
            office_id: components["schemas"]["Id"] | null;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
        };
        /** @description The one who made the pourvoi notified it to the other parties. */
        PourvoiNotifie: {
            /**
             * @description `lettre_recommandee`, `signification`, `remise`, `autre`.
             * @default
             */
            mode: string;
        };
        /** @description Everything that one chose. */
        Preferences: {
            calendar?: components["schemas"]["CalendarAddress"] | null;
            digest: components["schemas"]["DigestChoice"];
            /** @description Domains of the addresses to which a digest may go. */
            domains: string[];
            /** @description Whether e-mail leaves from here. */
            mail_open: boolean;
            /** @description The last that were made, the latest first. */
            sent: components["schemas"]["DigestSent"][];
        };
        /** @description A refusal, or a failure of ours (`application/problem+json`). */
        Problem: {
            /** @description What was recorded since the version that the form was filled from. */
            acts_since?: components["schemas"]["ActSince"][];
            /**
             * @description Stable code.
             * @example DOS-001
             */
            code: string;
            /**
             * Format: int64
             * @description Where the journal stands, when someone wrote in between.
             */
            current_version?: number | null;
            /** @description What was found, what is expected, what to do. */
            detail: string;
            /** @description Each field concerned. */
            errors?: components["schemas"]["FieldError"][];
            /** @description What the law or the registry remarks. */
            findings?: components["schemas"]["Finding"][];
            /** @description This occurrence: the request, as the logs name it. */
            instance?: string;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description What the code says in general. */
            title: string;
            /**
             * @description Address of the help page.
             * @example /aide/erreurs/DOS-001
             */
            type: string;
        };
        /** @description A procedure. */
        Procedure: {
            /** @description The text it comes from. */
            article: string;
            /** @description Its code. */
            code: string;
            /** @description Its family: `civil`, `penal`, `avis` ... */
            group: string;
            /** @description What people read. */
            label: string;
            /** @description Natures that its opening act may have; empty where it has none. */
            natures: string[];
            /** @description The act that opens a dossier of it: `pourvoi_forme`, `saisine_recue`, `requete_deposee`. */
            opened_by: string;
            /** @description Special texts that its opening act may name, each of which sets the length of a term; empty where none does. */
            textes_speciaux: string[];
            /** @description Why it cannot wait; `null` where it may. */
            urgency?: string | null;
        };
        /** @description A procedure as a whole. */
        ProcedureDetail: components["schemas"]["LawHead"] & {
            /** @description Points where a dossier may be stopped, with what is looked at there. */
            milestones: components["schemas"]["MilestoneDetail"][];
            /** @description Its notices. */
            notices: components["schemas"]["LawEntry"][];
            /** @description The act that opens a dossier of it. */
            opened_by: components["schemas"]["LawLink"];
            /** @description Its terms. */
            rules: components["schemas"]["LawEntry"][];
            /** @description In order: the last whose condition holds is the dossier's. */
            stages: components["schemas"]["StageDetail"][];
            statutory?: components["schemas"]["StatutoryDate"] | null;
            /** @description Its tasks. */
            tasks: components["schemas"]["LawEntry"][];
            /** @description Why it cannot wait; `null` where it may. */
            urgency?: string | null;
        };
        /** @description The journal follows another procedure from now on. */
        ProcedureRequalifiee: {
            /**
             * @description Code of the procedure in the catalogue.
             * @default
             */
            procedure: string;
        };
        /** @description A proposal and what became of it. */
        Proposal: {
            /** @description Agent designated. */
            agent_id?: string | null;
            /** @description Name to show. */
            agent_name?: string | null;
            /** @description Chamber given; of a person, the one consulted for whose opinion they are designated (CPC 1015-1). */
            chambre?: string | null;
            /** @description Circuit of the chamber given, for the siège and the registry. */
            circuit?: string | null;
            /** @description ISO day. */
            designated_on?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description Why it was proposed though a limit kept from it; for who may make such a designation. */
            given_reason?: string | null;
            /** @description The act it becomes. */
            kind: string;
            /** @description UUID. */
            proposal_id: string;
            /** @description Subject of who proposed. */
            proposed_by: string;
            /**
             * Format: int32
             * @description 2 for a second rapporteur, 1 for others.
             */
            rank: number;
            reason?: components["schemas"]["Finding"] | null;
            /** @description `proposee`, `en_vigueur`, `refusee`, `remplacee`. */
            status: string;
        };
        /** @description The proposal, which takes effect once the dossier has journalled it. */
        Proposed: {
            /** @description As it stands. */
            proposal: components["schemas"]["Proposal"];
        };
        /** @description A request that may be of the same person about the same decision. */
        ProposedAid: {
            /** @description The request. */
            aid: components["schemas"]["Aid"];
            /** @description The party of the dossier that it resembles. */
            party_id?: string | null;
            /** @description `certain`, `possible`. */
            verdict: string;
        };
        /** @description A term was prolonged. */
        ProrogationAccordee: {
            /**
             * Format: int32
             * @default 0
             */
            jours: number;
            /**
             * @description `derogation`, `huit_jours`.
             * @default
             */
            nature: string;
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            until: string;
        };
        /** @description What provides a piece required. */
        ProvidedPaper: {
            /** @description UUID of the act that brought it. */
            act_id: string;
            /** @description What people read. */
            act_label: string;
            /** @description Name given by the sender; `null` for a reader who may not see it. */
            file_name?: string | null;
            /** @description Office that deposited it. */
            from?: string | null;
            /** @description ISO day. */
            on?: string | null;
            /** @description UUID of the piece; `null` where the act itself is the piece. */
            piece_id?: string | null;
            /** @description Its seal: SHA-256, hexadecimal. */
            sha256?: string | null;
        };
        /** @description A published rôle. */
        PublicRole: {
            /** @description UUID. */
            audience_id: string;
            /** @description It will not be held. */
            cancelled: boolean;
            /** @description Numbers of the cases in the order in which they are called; absent from a list. */
            cases?: string[] | null;
            /** @description Code of the chamber. */
            chambre: string;
            /** @description Its name. */
            chambre_label: string;
            /** @description RFC 3339: when it last changed. */
            changed_at: string;
            /**
             * Format: int32
             * @description Cases heard there, without those that are reserved.
             */
            count: number;
            /** @description Name of the formation. */
            formation_label: string;
            /** @description Journals of some of its cases have not answered: it may grow. */
            pending: boolean;
            /** @description When and where. */
            sitting: components["schemas"]["AudienceSitting"];
        };
        /** @description Published rôles, by day and hour, with the chambers that one chooses from. */
        PublicRoles: {
            /** @description Address of the calendar of the same rôles, to give to one's own program. */
            calendar: string;
            /** @description Chambers of the Court: those of today, and those that a rôle of the list is of. */
            chambres: components["schemas"]["Chambre"][];
            /** @description Without their cases. */
            items: components["schemas"]["PublicRole"][];
        };
        /** @description The version that would go to the public. */
        PublicVersion: {
            /** @description Categories hidden. */
            categories: string[];
            /** @description Parts of the original that it hides, in order. */
            hidden: components["schemas"]["Span"][];
            /** @description Its text. */
            text: string;
            /** @description Its SHA-256, in hexadecimal. */
            version_sha256: string;
        };
        /** @description The decision was published. */
        PublicationFaite: {
            /**
             * @description `bulletin`, `judilibre`, `rapport`, `lettre`.
             * @default
             */
            lieu: string;
        };
        /** @description The Court ruled on the question: sent to the Conseil constitutionnel or not. */
        QpcDecidee: {
            /** @default  */
            ecli: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description `renvoi`, `non_lieu_a_renvoi`, `irrecevabilite`, `sursis`.
             * @default
             */
            sens: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A priority question of constitutionality was raised. */
        QpcSoulevee: {
            /**
             * @description `greffe_de_la_cour`, `greffe_de_la_juridiction`, `etablissement_penitentiaire`.
             * @default
             */
            lieu: string;
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description The parties of the scope are not what they were declared to be. */
        QualiteChangee: {
            /**
             * @description `demandeur`, `defendeur`, `intervenant`.
             * @default
             */
            role: string;
        };
        /** @description The premier président ruled on a request of radiation. */
        RadiationDecidee: {
            /** @default  */
            ecli: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description `radiation`, `rejet`.
             * @default
             */
            sens: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A défendeur asked that the pourvoi be struck from the list for non-performance. */
        RadiationDemandee: {
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description The order of radiation was notified. */
        RadiationNotifiee: Record<string, never>;
        /** @description The part of the report that goes to the parties was filed. */
        RapportDepose: {
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
            /**
             * @description The report itself, that part alone: what counsel read once it was communicated.
             * @default []
             */
            pieces: components["schemas"]["Id"][];
        };
        /** @description A rapporteur, named. */
        Rapporteur: {
            /** @description UUID in the register. */
            agent_id: string;
            /** @description Name to show. */
            name: string;
        };
        /** @description A rapporteur was designated. */
        RapporteurDesigne: {
            /**
             * @description Of a designation for an opinion: code of the chamber consulted; empty in the chamber or the formation seised.
             * @default
             */
            chambre_consultee: string;
            /** @default null */
            person_id: components["schemas"]["Id"] | null;
            /** @default null */
            proposal_id: components["schemas"]["Id"] | null;
        };
        /** @description The receipt of the declaration was given. */
        RecepisseDelivre: {
            /**
             * @description `remise`, `lettre_recommandee`, `lettre_simple`.
             * @default
             */
            mode: string;
            /**
             * @description Whether the declaration states moyens, even briefly: `enonces`, `absents`; empty when nobody looked (CPC 989).
             * @default
             */
            moyens: string;
        };
        /** @description Where the act stands. */
        Recorded: {
            /** @description UUID. */
            act_id: string;
            /** @description The joined dossiers in which it was entered by reference. */
            entered: components["schemas"]["EnteredAct"][];
            /** @description What the law remarks. */
            findings: components["schemas"]["Finding"][];
            /**
             * Format: int64
             * @description Its place in the journal.
             */
            version: number;
        };
        /** @description A weekday, every so many weeks. */
        RecurrenceInput: {
            /** @description Code of the chamber. */
            chambre: string;
            /** @description ISO day; today when absent. */
            from?: string | null;
            /** @description Formation, hours and room; its day is not read. */
            sitting: components["schemas"]["AudienceSitting"];
            /** @description ISO day; the end of the judicial year when absent, of the next from October on. */
            to?: string | null;
            /**
             * Format: int32
             * @description 1 for Monday.
             */
            weekday: number;
            /**
             * Format: int32
             * @description Weeks from one to the next.
             */
            weeks: number;
        };
        /** @description What forms are made of. */
        Reference: {
            /** @description Act types. */
            acts: components["schemas"]["ActType"][];
            /** @description Version of the law. */
            catalogue: string;
            /** @description Those open today, in the order of the court. */
            chambres: components["schemas"]["Chambre"][];
            /** @description Those that were closed: their dossiers are to be re-oriented. */
            closed_chambres: components["schemas"]["ClosedChambre"][];
            /**
             * @description Headings of the court's nomenclature of matters, in the order of their codes: a code of three characters is of the
             *     longest that it begins with. Empty where the court takes any code.
             */
            matieres: components["schemas"]["Label"][];
            /** @description What the version of a decision that goes to the public may hide. */
            occultations: components["schemas"]["Occultation"][];
            /** @description Those of which this court numbers dossiers. */
            procedures: components["schemas"]["Procedure"][];
            /** @description Their sections, where the register has them. */
            sections: components["schemas"]["ChambreSection"][];
            /** @description What decisions may rule; of several, the first tells the decision as a whole. */
            solutions: components["schemas"]["Solution"][];
            /** @description In the order of a case. */
            stages: components["schemas"]["Label"][];
        };
        /** @description Why a deposit is not received. */
        RefusalInput: {
            /** @description In French: the sender reads it. */
            motif: string;
        };
        /** @description A deposit that was turned away. */
        Refused: {
            /** @description The dossier, when it was named. */
            dossier_id?: string | null;
            /** @description The office that deposited, if one. */
            office_id?: string | null;
            /** @description RFC 3339. */
            refused_at: string;
        };
        /** @description The premier président ruled on the return to the list. */
        ReinscriptionDecidee: {
            /** @default  */
            ecli: string;
            /**
             * @description Number of the minute.
             * @default
             */
            register_number: string;
            /**
             * @description `reinscription`, `rejet`.
             * @default
             */
            sens: string;
            /**
             * @description SHA-256 of the words kept apart, in hexadecimal; empty where none were given.
             * @default
             */
            text_sha256: string;
        };
        /** @description A party asked that the case be put on the roll again. */
        ReinscriptionDemandee: {
            /** @default [] */
            pieces: components["schemas"]["Id"][];
        };
        /** @description A version released to the public. */
        Release: {
            /** @description Act that released it. */
            act_id: string;
            /**
             * Format: int32
             * @description Tries so far.
             */
            attempts: number;
            /** @description What it hides. */
            categories: string[];
            /** @description RFC 3339; `null` until it was taken. */
            handed_at?: string | null;
            /** @description What the last try was answered. */
            last_error?: string | null;
            /** @description RFC 3339. */
            released_at: string;
            /** @description `en_cours`, `remise`, `refusee`, `retrait_en_cours`, `retiree`. */
            state: string;
            /** @description SHA-256, in hexadecimal. */
            version_sha256: string;
        };
        /** @description Where the act that released or withdrew stands. */
        ReleaseAnswer: {
            /** @description The act. */
            act_id: string;
            /**
             * Format: int64
             * @description Version of the journal.
             */
            version: number;
            /** @description Hash of what was released; `null` for a withdrawal. */
            version_sha256?: string | null;
        };
        /** @description A version to release. */
        ReleaseInput: {
            /** @description Hidden besides the names that the dossier knows. */
            added?: components["schemas"]["Span"][];
            /** @description What resembles a name and is none: it stays. */
            kept?: components["schemas"]["Span"][];
            /** @description Hash of the version that was read: another one is not released. */
            version_sha256: string;
        };
        /** @description The message as it should read. */
        RepairInput: {
            /** @description It was looked at: no dossier is about this yet. */
            duplicate_excluded?: boolean;
            /** @description In the format `greffe-depot/1`. */
            message: Record<string, never>;
            /** @description The warnings were looked at: a letter that does not fit its number. */
            warnings_confirmed?: boolean;
        };
        /** @description An office stood for a party from a day to another. */
        Representation: {
            /** @description Whether it ended. */
            ended: boolean;
            /** @description UUID. */
            office_id: string;
            /** @description Name to show. */
            office_name: string;
            /** @description UUID. */
            party_id: string;
            /** @description Name to show. */
            party_name: string;
            /** @description `demandeur`, `defendeur`, `intervenant`. */
            role: string;
            /** @description ISO day; `null` when unknown. */
            since?: string | null;
            /** @description First day on which it no longer stood. */
            until?: string | null;
        };
        /** @description Who asks. Counsel and courts speak for themselves: what they write here is not looked at, but the name of a court. */
        Requester: {
            /** @description Name or denomination. */
            name?: string;
            /** @description `partie`, `avocat`, `juridiction`. */
            quality?: string;
        };
        /** @description A request was filed that opens a dossier of its own. */
        RequeteDeposee: {
            /**
             * @description `partie`, `ministere_public`, `procureur_general`, `d_office`, `juridiction`.
             * @default
             */
            auteur: string;
            /**
             * @description What the request is about.
             * @default []
             */
            decisions: components["schemas"]["DecisionAttacked"][];
            /**
             * @description `civile`, `penale`.
             * @default
             */
            matiere: string;
            /**
             * @description `erreur_materielle`, `omission_de_statuer`, `ultra_petita`, `rabat`, `suspicion_legitime`, `surete_publique` ...
             * @default
             */
            nature: string;
            /**
             * @description At most 200; the others follow in `parties_declarees`.
             * @default []
             */
            parties: components["schemas"]["PartyDeclared"][];
            /** @default [] */
            pieces: components["schemas"]["Id"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
            /**
             * @description Code of the procedure in the catalogue.
             * @default
             */
            procedure: string;
        };
        /** @description The request was served on those concerned. */
        RequeteSignifiee: {
            /**
             * @description `signification`, `notification`.
             * @default
             */
            mode: string;
            /**
             * @description `suspicion_legitime`, `surete_publique`, `bonne_administration`, `composition_impossible`, `reglement_de_juges`.
             * @default
             */
            nature: string;
        };
        /** @description A piece that the procedure requires. */
        RequiredPiece: {
            /** @description The text. */
            article: string;
            ask?: components["schemas"]["Ask"] | null;
            /** @description ISO day on which it was asked for. */
            asked_on?: string | null;
            /** @description What its absence leads to. */
            consequence: string;
            /** @description Who owes it. */
            due_from: string;
            /** @description What people read. */
            label: string;
            /** @description What provides it. */
            papers: components["schemas"]["ProvidedPaper"][];
            /** @description `presente`, `manquante`, `demandee`. */
            presence: string;
            /** @description Identifier in the catalogue. */
            required: string;
        };
        /** @description The residence of the parties of the scope is not the one declared. */
        ResidenceChangee: {
            /**
             * @description `metropole`, `outre_mer`, `etranger`, `inconnue`.
             * @default
             */
            residence: string;
        };
        /** @description A dossier put on a rôle, or one reason why not. */
        RoleLine: {
            /** @description UUID; absent where it is kept off every audience. */
            audience_id?: string | null;
            /** @description Where it is written. */
            basis?: string | null;
            /** @description Code of the reason; absent for a dossier that is placed. */
            code?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /**
             * Format: int32
             * @description Minutes that it is thought to take.
             */
            minutes: number;
            /** @description `interdit`: nobody may decide otherwise; `ecarte`: the president may, with a reason. */
            nature?: string | null;
            /** @description As printed. */
            number: string;
            /** @description French, after the number of the dossier. */
            phrase?: string | null;
            /** @description Whether it was declared urgent. */
            urgent: boolean;
        };
        /** @description A proposal of rôles: the same bytes for the same inputs. */
        RoleProposal: {
            /**
             * Format: int32
             * @description Dossiers that were looked at.
             */
            looked_at: number;
            /** @description Whether more wait. */
            more: boolean;
            /** @description Dossiers put on rôles, in the order in which they are called. */
            placed: components["schemas"]["RoleLine"][];
            /** @description Each reason that keeps a dossier off each audience. */
            refused: components["schemas"]["RoleLine"][];
            /** @description Version of the rules. */
            rules: string;
            /** @description What its bytes hash to. */
            sha256: string;
        };
        /** @description For which audiences a rôle is proposed. */
        RoleProposalInput: {
            /** @description UUIDs; every plan between the days when absent. */
            audience_ids?: string[];
            /** @description Code of the chamber. */
            chambre: string;
            /** @description UUIDs; the dossiers of the chamber that wait for an audience when absent. */
            dossier_ids?: string[];
            /** @description ISO day; today when absent. */
            from?: string | null;
            /** @description ISO day; the end of the judicial year when absent, of the next from October on. */
            to?: string | null;
        };
        /** @description A row of the list. */
        Row: {
            /** @description Code of the chamber. */
            chambre?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /** @description ISO day. */
            formed_on?: string | null;
            /** @description UUID of that head. */
            head_id?: string | null;
            /** @description Of joined dossiers: the number of their head, also for the head itself. */
            head_number?: string | null;
            /** @description With its letter: `C 26-10.001`. */
            number: string;
            /** @description Designated today. */
            rapporteurs: components["schemas"]["Rapporteur"][];
            /** @description Code of the stage. */
            stage: string;
            /** @description What people read. */
            stage_label: string;
            /** @description `Dupont c. société Martin`. */
            title: string;
            /** @description RFC 3339. */
            updated_at: string;
            /** @description Whether it is urgent. */
            urgent: boolean;
            /**
             * Format: int64
             * @description Version of the journal.
             */
            version: number;
        };
        /** @description A rule, whole. */
        RuleDetail: components["schemas"]["RuleSummary"] & {
            /** @description Whom it binds. */
            bound: string;
            /** @description Version of the law. */
            catalogue: string;
            /** @description Checks that it must have been kept. */
            checks: components["schemas"]["LawEntry"][];
            /** @description An open point of law, empty when none. */
            doubt: string;
            /** @description Worked examples, tried at each build. */
            examples: components["schemas"]["RuleExample"][];
            /** @description What lengthens it. */
            extensions: components["schemas"]["Step"][];
            /** @description What interrupts it. */
            interruptions: components["schemas"]["Step"][];
            /** @description Notices that start or satisfy it. */
            notices: components["schemas"]["LawEntry"][];
            /** @description Procedures whose journals open it; none for a rule that is only simulated. */
            procedures: components["schemas"]["LawLink"][];
            /** @description The article that a recodification not yet in force gives it, empty when none. */
            recodification: string;
            sanction?: components["schemas"]["RuleSanction"] | null;
            /** @description Acts that satisfy it. */
            satisfied_by: components["schemas"]["LawWord"][][];
            /** @description The first version of the law, of those that the program carries, that knows it. */
            since?: string | null;
            /** @description Tasks that its lapse opens. */
            tasks: components["schemas"]["LawEntry"][];
            /** @description The laws that followed one another, the present one first; empty where there was only one. */
            versions: components["schemas"]["RuleVersion"][];
        };
        /** @description What may happen to a term. */
        RuleEvent: {
            /** @description `jour`, `mois_ou_jour`, `jours_ou_jour`: what must be said of it. */
            asks: string;
            /** @description Name in simulations. */
            kind: string;
            /** @description What people read. */
            label: string;
        };
        /** @description A worked example. */
        RuleExample: {
            /** @description Whether the law leaves two readings. */
            ambiguous: boolean;
            /** @description ISO day; `null` where no date can be given. */
            expected?: string | null;
            /** @description A line of the simulator. */
            line: unknown;
            /** @description Why. */
            why: string;
        };
        /** @description What it costs to let a term pass. */
        RuleSanction: {
            /** @description Who pronounces it. */
            by: string;
            /** @description « déchéance du pourvoi ». */
            label: string;
        };
        /** @description What must be known of a rule to simulate it. */
        RuleSummary: {
            /** @description The text. */
            article: string;
            /** @description Whether holidays of the place matter. */
            calendar: boolean;
            /** @description Whether the day of the decision attacked chooses the law. */
            decision_date: boolean;
            /** @description What may happen meanwhile. */
            events: components["schemas"]["RuleEvent"][];
            /** @description What people read. */
            label: string;
            /** @description Length in words. */
            length: string;
            /** @description Family of procedures. */
            procedure: components["schemas"]["Label"];
            /** @description Whether the residence of the person bound may lengthen it. */
            residence: boolean;
            /** @description Identifier. */
            rule: string;
            /** @description Whether handing the act over in person elsewhere takes that away. */
            served_in_person_in: boolean;
            /** @description Lengths that special texts set. */
            special: components["schemas"]["SpecialLength"][];
            /** @description What starts it; the first is the usual one. */
            triggers: components["schemas"]["Start"][];
        };
        /** @description A law and its days. */
        RuleVersion: {
            /** @description The text. */
            article: string;
            /** @description ISO day of the first decision attacked to which it applies; `null` for the earliest known. */
            from?: string | null;
            /** @description In words. */
            length: string;
            /** @description ISO day of the last; `null` for the present one. */
            until?: string | null;
        };
        /** @description The rules, in the order of the catalogue. */
        Rules: {
            /** @description Places whose holidays a simulation may ask for. */
            calendars: components["schemas"]["Label"][];
            /** @description Version of the law. */
            catalogue: string;
            /** @description All of them. */
            rules: components["schemas"]["RuleSummary"][];
        };
        /** @description A decision on a demand. */
        RulingInput: {
            /** @description Requests of legal aid of the register retained; the others are set aside. */
            aid_ids?: string[];
            /** @description Its number. */
            aid_reference?: string | null;
            /** @description ISO day of the pending request of legal aid, for `partiel` where no dossier holds it. */
            aid_requested_on?: string | null;
            /** @description Dossiers retained as being about the decision; the others are set aside. */
            dossier_ids?: string[];
            /** @description `non_pourvoi`, `partiel`, `date_pourvoi`, `renvoi`. */
            outcome: string;
            /** @description Why dossiers are set aside, or why the demand is sent back. */
            reason?: string | null;
        };
        /** @description One thing that a decision rules. An empty list means all. */
        RulingOutcome: {
            /**
             * Format: int32
             * @description Which chef of the decision attacked, from 1; 0 for all. Its words are kept apart.
             * @default 0
             */
            chef: number;
            /**
             * @description Decisions attacked concerned.
             * @default []
             */
            on_decisions: components["schemas"]["Id"][];
            /**
             * @description Parties concerned: demandeurs whose pourvoi is ruled, défendeurs toward whom it is.
             * @default []
             */
            on_parties: components["schemas"]["Id"][];
            /**
             * @description Pourvois concerned.
             * @default []
             */
            on_pourvois: components["schemas"]["Id"][];
            /**
             * @description Code of the solution in the catalogue.
             * @default
             */
            solution: string;
        };
        /** @description The seisin was registered. */
        SaisineEnregistree: {
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
            /**
             * Format: int32
             * @default 0
             */
            sequence: number;
            /**
             * Format: int32
             * @description Four-digit year.
             * @default 0
             */
            year: number;
        };
        /** @description The Court was seised by a court or an authority. Opens the journal. */
        SaisineRecue: {
            /**
             * @description `juridiction`, `partie`, `procureur_general`, `ministere_public`.
             * @default
             */
            auteur: string;
            /**
             * @description What the seisin is about: the decision attacked, the judgment that asks.
             * @default []
             */
            decisions: components["schemas"]["DecisionAttacked"][];
            /**
             * @description At most 200; the others follow in `parties_declarees`.
             * @default []
             */
            parties: components["schemas"]["PartyDeclared"][];
            /** @default null */
            pourvoi_id: components["schemas"]["Id"] | null;
            /**
             * @description Code of the procedure in the catalogue.
             * @default
             */
            procedure: string;
        };
        /** @description A search that one keeps. */
        SavedSearch: {
            filters: components["schemas"]["SearchFilters"];
            name?: string | null;
            search_id: string;
        };
        /** @description The case was opened again. */
        ScelleLeve: Record<string, never>;
        /** @description What an act touches. An empty list means all. */
        Scope: {
            /**
             * @description UUIDs.
             * @default []
             */
            decisions: string[];
            /**
             * @description UUIDs.
             * @default []
             */
            parties: string[];
            /**
             * @description UUIDs.
             * @default []
             */
            pourvois: string[];
        };
        /** @description A paper that left with the Court's seal. */
        SealedPaper: {
            /** @description SHA-256 of that certificate (DER), in hexadecimal. */
            certificate: string;
            /** @description As on the paper. */
            identifier: string;
            /** @description RFC 3339. */
            sealed_at: string;
            /** @description Holder of the certificate of the seal. */
            subject: string;
            /** @description As on the paper. */
            title: string;
            /** @description The seal is one of trial: the paper is worth nothing. */
            trial: boolean;
        };
        /** @description Closes a case, or opens it again. */
        SealingAmendment: {
            /** @description UUIDs of those for whom it stays open. */
            agents?: string[];
            /** @description Whether it is closed from here on. */
            scelle: boolean;
        };
        /** @description How many of what was found are of a kind. */
        SearchFacet: {
            /**
             * Format: int32
             * @description Of what may be read.
             */
            count: number;
            /** @description `genre`, `chambre` or `annee`. */
            name: string;
            /** @description Code. */
            value: string;
        };
        /** @description Filters of the list of dossiers, as its address bears them. */
        SearchFilters: {
            /** @description Last day, of it too. */
            au?: string | null;
            /** @description Codes, separated by commas; `aucune` for cases that no chamber has. */
            chambre?: string | null;
            clos?: boolean;
            /** @description First day looked at by the search over dossiers and papers, `AAAA-MM-JJ`. */
            du?: string | null;
            /** @description `dossier`, `partie`, `decision`, `moyens`, `piece`, separated by commas. */
            genre?: string | null;
            /** @description `recherche` for the search over dossiers and papers, of which `q`, `chambre`, `genre` and the days are kept; none: the list of dossiers. */
            portee?: string | null;
            q?: string | null;
            rapporteur?: string | null;
            /** @description Codes, separated by commas. */
            stade?: string | null;
            /** @description `recent`, `number`, `oldest`. */
            tri?: string | null;
            urgent?: boolean;
        };
        /** @description Something found. */
        SearchHit: {
            /** @description Code of the chamber. */
            chambre?: string | null;
            /** @description ISO day: of the pourvoi, of the decision, of the reception. */
            day?: string | null;
            /** @description UUID; `null` for a piece that no dossier names yet. */
            dossier_id?: string | null;
            /** @description `dossier`, `partie`, `decision`, `moyens`, `piece`. */
            genre: string;
            /** @description Kind of a piece. */
            kind?: string | null;
            /** @description A name, a file name, a decision and its day. */
            label?: string | null;
            /** @description Number of the pourvoi. */
            number?: string | null;
            /**
             * Format: int32
             * @description Page of a piece that says it.
             */
            page?: number | null;
            /** @description Where it is said. */
            passage: components["schemas"]["PassagePart"][];
            /** @description The party, the act of the decision, the words of the moyens, the piece. */
            reference: string;
            /** @description Where the dossier is. */
            stage_label?: string | null;
            /** @description First demandeur, first défendeur. */
            title?: string | null;
        };
        /** @description A search to keep. */
        SearchInput: {
            filters: components["schemas"]["SearchFilters"];
            /** @description 80 characters at most. */
            name: string;
        };
        /** @description A page of what was found, best first. */
        SearchPage: {
            /** @description What was written lately is not all found yet. */
            behind: boolean;
            /** @description Counts by genre, by chamber and by year. */
            facets: components["schemas"]["SearchFacet"][];
            /** @description In the order of relevance. */
            items: components["schemas"]["SearchHit"][];
            /** @description Genres that could not be asked just now. */
            missing: string[];
            /** @description There may be more than was counted. */
            more: boolean;
            /** @description Given back as `cursor` for what follows; `null` at the end. */
            next_cursor?: string | null;
            /**
             * Format: int64
             * @description How many there are that may be read, among the newest that answer.
             */
            total: number;
        };
        /** @description The session of this browser. */
        Session: {
            /** @description Who signed in. */
            agent: components["schemas"]["Agent"];
            /** @description Sent back in `X-Greffe-CSRF` with each command. */
            csrf_token: string;
            /** @description RFC 3339; each request puts it off. */
            expires_at: string;
        };
        /** @description What a decision says of a case, in its own words: one sheet a decision and a source. Empty where it says nothing. */
        Sheet: {
            /** @default [] */
            attacked: components["schemas"]["SheetAttacked"][];
            /**
             * @description The same decisions as the collection indexes them.
             * @default []
             */
            attacked_indexed: components["schemas"]["SheetAttacked"][];
            /** @default null */
            chamber: components["schemas"]["SheetCoded"] | null;
            /** @default [] */
            counsel: components["schemas"]["SheetCounsel"][];
            /**
             * @description ISO day.
             * @default
             */
            decision_date: string;
            /** @default [] */
            defendeurs: string[];
            /** @default [] */
            demandeurs: string[];
            /** @default  */
            dispositif: string;
            /** @default  */
            ecli: string;
            /** @default null */
            formation: components["schemas"]["SheetCoded"] | null;
            /**
             * @description F, FS, FP with the letters of diffusion, as printed.
             * @default
             */
            formation_mark: string;
            /**
             * @description ISO day of the débats.
             * @default
             */
            hearing_date: string;
            /** @default [] */
            intervenants: string[];
            /** @default false */
            jonction: boolean;
            /**
             * @description `arrêt`, `ordonnance`, `avis`.
             * @default
             */
            kind: string;
            /** @default null */
            moyens: components["schemas"]["SheetGrounds"] | null;
            /**
             * @description Nature de l'affaire, where the collection gives it.
             * @default
             */
            nac: string;
            /** @default [] */
            numbers: components["schemas"]["SheetNumber"][];
            /**
             * @description Who sat, reported, concluded, signed.
             * @default []
             */
            persons: components["schemas"]["SheetPerson"][];
            /** @default false */
            pourvoi_incident: boolean;
            /** @default [] */
            procedural_dates: components["schemas"]["SheetDate"][];
            /** @default null */
            publication: components["schemas"]["SheetPublication"] | null;
            /**
             * @description What else the collection holds of the decision, by name.
             * @default []
             */
            references: components["schemas"]["SheetReference"][];
            /**
             * @description Court that asks, for an avis or a question.
             * @default
             */
            referring_court: string;
            /**
             * @description Number in the register of decisions: the minute.
             * @default
             */
            register_number: string;
            /** @default null */
            solution: components["schemas"]["SheetSolution"] | null;
            /**
             * @description Which decision of which collection: what makes two sheets the same.
             * @default
             */
            source: string;
            /** @default  */
            subkind: string;
            /** @default [] */
            summary: string[];
            /** @default [] */
            texts_applied: string[];
            /** @default [] */
            themes: string[];
            /** @default [] */
            visas: string[];
        };
        /** @description A decision attacked, as written. */
        SheetAttacked: {
            /** @default  */
            as_written: string;
            /** @default  */
            court: string;
            /**
             * @description ISO day.
             * @default
             */
            date: string;
            /** @default  */
            nature: string;
            /** @default  */
            rg: string;
            /** @default  */
            section: string;
        };
        /** @description A code of one of the Court's lists. */
        SheetCoded: {
            /** @default  */
            code: string;
            /** @default  */
            label: string;
        };
        /** @description An office and whom it represents, as written. */
        SheetCounsel: {
            /** @default  */
            name: string;
            /** @default  */
            represents: string;
        };
        /** @description A date of the procedure that the decision gives. */
        SheetDate: {
            /**
             * @description ISO day.
             * @default
             */
            date: string;
            /** @default  */
            quote: string;
            /**
             * @description `cassation`, `fond`.
             * @default
             */
            stage: string;
            /** @default  */
            what: string;
        };
        /** @description The grounds, as announced. */
        SheetGrounds: {
            /** @default [] */
            announced: string[];
            /** @default [] */
            cas_ouverture: string[];
            /**
             * Format: int32
             * @default null
             */
            count: number | null;
            /** @default  */
            count_source: string;
            /** @default [] */
            headings: string[];
        };
        /** @description A sheet that was kept. */
        SheetKept: {
            /**
             * Format: int32
             * @description Version of the sheet of that source, from 1.
             */
            version: number;
        };
        /** @description A pourvoi number as written, with the letter received. */
        SheetNumber: {
            /** @default  */
            key_letter: string;
            /** @default  */
            number: string;
        };
        /** @description Somebody named in the decision. */
        SheetPerson: {
            /**
             * @description `president`, `delegue`, `rapporteur`, `avocat_general`, `greffier`, `composition`.
             * @default
             */
            function: string;
            /** @default  */
            name: string;
            /**
             * @description Grade or place, as written.
             * @default
             */
            quality: string;
        };
        /** @description Where it is published. */
        SheetPublication: {
            /** @default  */
            category: string;
            /** @default [] */
            codes: string[];
            /** @default [] */
            labels: string[];
            /** @default  */
            note: string;
        };
        /** @description A field of the collection that has no name here. */
        SheetReference: {
            /** @default  */
            name: string;
            /** @default  */
            value: string;
        };
        /** @description How it ended, in the Court's code and in the decision's words. */
        SheetSolution: {
            /** @default  */
            as_written: string;
            /** @default  */
            code: string;
            /**
             * @description The clerks' mark.
             * @default
             */
            court_mark: string;
            /** @default  */
            label: string;
        };
        /** @description Whether the demandeur is held, and until when the title is good. */
        SituationPenaleConstatee: {
            /**
             * @description `detenu`, `libre`, `controle_judiciaire`, `evade`.
             * @default
             */
            situation: string;
            /**
             * @description A day, as YYYY-MM-DD; empty when not said.
             * @default
             */
            titre_expire: string;
        };
        /** @description A solution. */
        Solution: {
            /** @description The text it rests on. */
            article: string;
            /** @description Its code in the outcomes of an act. */
            code: string;
            /** @description Whether what it is about goes on before the Court. */
            continues: boolean;
            /** @description What people read. */
            label: string;
            /** @description Codes of the procedures that know it. */
            procedures: string[];
            /** @description Its code in the public list. */
            public: string;
            /** @description Whether it may send the case to another court. */
            remits: boolean;
        };
        /** @description Part of a text, in characters from its beginning; `end` is the first that is not of it. */
        Span: {
            /** @description What it is hidden for. */
            category?: string;
            /**
             * Format: int32
             * @description The first after it.
             */
            end: number;
            /** @description What stands in its place; nothing in a request. */
            label?: string;
            /**
             * Format: int32
             * @description First character.
             */
            start: number;
        };
        /** @description A length that a special text sets. */
        SpecialLength: {
            /** @description In words. */
            length: string;
            /** @description The text: what a simulation names. */
            text: string;
        };
        /** @description A stage as a procedure knows it. */
        StageDetail: {
            /** @description Acts that are possible there. */
            acts: components["schemas"]["LawLink"][];
            /** @description The text. */
            article: string;
            /** @description Its code. */
            code: string;
            /** @description What people read. */
            label: string;
            /** @description Whether the case waits there. */
            suspended: boolean;
            /** @description Whether the case is over there. */
            terminal: boolean;
            /** @description Acts that bring a dossier there; empty for the first. */
            when: components["schemas"]["LawWord"][];
        };
        /** @description What starts a term. */
        Start: {
            /** @description Type of the act of a journal; `null` for a rule that is only simulated. */
            act?: string | null;
            /** @description Its date. */
            date?: string | null;
            /** @description What people read. */
            label: string;
            /** @description Length from this start, in words. */
            length: string;
            /** @description Name in simulations. */
            name: string;
            /** @description `mois`, `jours`, `jours_francs`, `heures`; `null` where a judge or a special text sets the length. */
            unit?: string | null;
        };
        /** @description The day by which the Court must have ruled. */
        StatutoryDate: {
            /** @description The text. */
            article: string;
            /** @description In words. */
            length: string;
            /** @description What happens if it is missed; `null` where no text says it. */
            missed?: string | null;
            /** @description Whether it moves to a working day. */
            prorogation: boolean;
            /** @description The rule that sets it. */
            rule: components["schemas"]["LawLink"];
            /** @description Days before it at which one is warned, longest first. */
            warnings: number[];
        };
        /** @description A step of the reason of a date. */
        Step: {
            /** @description The article. */
            basis: string;
            /** @description French. */
            text: string;
        };
        /** @description Open dossiers by chamber and stage. */
        Stock: {
            /** @description One for each pair that has dossiers. */
            cells: components["schemas"]["StockCell"][];
        };
        /** @description A cell of the stock. */
        StockCell: {
            /** @description `null` before a chamber is given. */
            chambre?: string | null;
            /**
             * Format: int64
             * @description Dossiers.
             */
            count: number;
            /** @description Code of the stage. */
            stage: string;
            /** @description What people read. */
            stage_label: string;
        };
        /** @description An office takes the place of another. */
        SubstitutionAmendment: {
            /** @description UUID of the office that takes its place. */
            a: string;
            /** @description UUID of the office that is replaced. */
            de: string;
            /** @description UUIDs; all those for whom the first one stands when absent. */
            parties?: string[];
        };
        /** @description A task or an alert. */
        Task: {
            /** @description The audience that owes it. */
            audience_id?: string | null;
            basis: string;
            /** @description Whether it cannot wait. */
            cannot_wait: boolean;
            chambre?: string | null;
            claimed_by?: string | null;
            claimed_by_name?: string | null;
            closed_at?: string | null;
            closed_by_act_id?: string | null;
            code: string;
            /** @description Act types that close it. */
            cured_by: string[];
            /** @description `null` for a task of an audience. */
            dossier_id?: string | null;
            /** @description Number of the dossier; for a task of an audience, what names it. */
            dossier_number: string;
            /** @description ISO day. */
            due?: string | null;
            escalated: boolean;
            /** @description ISO day. */
            escalates_on?: string | null;
            /** @description Role to which it goes when it is not done. */
            escalates_to?: string | null;
            handed_by?: string | null;
            handed_reason?: string | null;
            /** @description Holder in whose absence the caller has it. */
            in_absence_of?: string | null;
            /** @description `tache`, `alerte`. */
            kind: string;
            label: string;
            opened_at: string;
            party_id?: string | null;
            role: string;
            /** @description `normale`, `haute`, `critique`. */
            severity: string;
            snooze_reason?: string | null;
            snoozed_by?: string | null;
            /** @description ISO day on which it comes back. */
            snoozed_until?: string | null;
            /** @description `ouverte`, `close`. */
            status: string;
            task_id: string;
            /** @description What is to be done, for an alert. */
            to_do?: string | null;
            warnings: components["schemas"]["Warning"][];
            /** @description Why it stands where it stands, in one line. */
            why: string;
        };
        /** @description A task that someone owes. */
        TaskDetail: components["schemas"]["LawHead"] & {
            /** @description Whether it is owed even where the case is over. */
            after_end: boolean;
            /** @description Acts that close it. */
            closed_by: components["schemas"]["LawLink"][];
            /** @description By when; empty where no day is set. */
            due: components["schemas"]["LawWord"][];
            /** @description Whether each term that lacks a fact opens it. */
            opens_on_missing: boolean;
            /** @description Who is in charge. */
            role: string;
            /** @description Rules whose lapse opens it. */
            rules: components["schemas"]["LawEntry"][];
            /** @description `normale`, `haute`, `critique`. */
            severity: string;
            /** @description Stages at which it is owed. */
            stages: components["schemas"]["Label"][];
            /** @description When it is owed; empty where a term that lapses or lacks a fact opens it. */
            when: components["schemas"]["LawWord"][];
        };
        /** @description A decision on a paper, as the trail of audit has it. */
        TrailRow: {
            /** @description `lire_piece`, `connaitre` ...; of the délibéré, `acces_delibere` whatever was done. */
            action: string;
            /** @description Subject of who asked. */
            actor: string;
            /** @description Name to show, of who is in the register. */
            actor_name?: string | null;
            /** @description RFC 3339. */
            at: string;
            /** @description `permis`, `refuse`. */
            decision: string;
            /** @description UUID. */
            dossier_id?: string | null;
            /** @description Number of the pourvoi. */
            dossier_number?: string | null;
            /** @description UUID. */
            piece_id?: string | null;
            /** @description Kind of the piece: `memoire`, `note` ... */
            piece_kind?: string | null;
            /** @description What was given, or why. */
            told?: string | null;
        };
        /** @description The case goes before the others. */
        UrgenceDeclaree: Record<string, never>;
        /** @description The case takes its rank again. */
        UrgenceLevee: Record<string, never>;
        /** @description What a version is made of. */
        VersionInput: {
            /** @description Hidden besides the names that the dossier knows. */
            added?: components["schemas"]["Span"][];
            /** @description What resembles a name and is none: it stays. */
            kept?: components["schemas"]["Span"][];
        };
        /** @description A dossier that waits for a rapporteur or an avocat général. */
        WaitingDossier: {
            /** @description Circuit that its journal says, for who distributes to rapporteurs: `court`, `intermediaire`, `approfondi`. */
            circuit?: string | null;
            /** @description UUID. */
            dossier_id: string;
            /**
             * Format: int32
             * @description Dossiers joined to it, which go with it.
             */
            joined: number;
            /** @description Code of its matter. */
            matter?: string | null;
            /** @description As printed. */
            number: string;
            /**
             * Format: int32
             * @description How many parties.
             */
            parties: number;
            /**
             * Format: int32
             * @description 2 where the law allows a double rapport.
             */
            ranks: number;
            /** @description Code of its stage. */
            stage: string;
            /** @description Whether it was declared urgent. */
            urgent: boolean;
        };
        /** @description A warning of a term. */
        Warning: {
            acknowledged_at?: string | null;
            /** @description Subject who acknowledged it. */
            acknowledged_by?: string | null;
            /**
             * Format: int32
             * @description -1: it has lapsed.
             */
            days_before: number;
            /** @description ISO day on which it fell. */
            fell_on: string;
            late: boolean;
            /** @description ISO day on which it was told. */
            told_on: string;
        };
        /** @description Something followed, with what is new in it. */
        Watch: {
            follow_id: string;
            /** @description `dossier`, `personne`, `role`, `recherche`. */
            kind: string;
            label: string;
            news: components["schemas"]["WatchNews"][];
            since?: string | null;
            target: string;
        };
        /** @description Something to follow. */
        WatchInput: {
            /** @description `dossier`, `personne`, `role`, `recherche`. */
            kind: string;
            label: string;
            /** @description Identifier of the dossier, person or search, code of the chamber. */
            target: string;
        };
        /** @description An act in what is followed. */
        WatchNews: {
            act: string;
            act_id: string;
            at: string;
            dossier_id: string;
            dossier_number: string;
            label: string;
        };
        /** @description A release to take back. */
        WithdrawInput: {
            /** @description `occultation_insuffisante`, `decision_rabattue`, `decision_rectifiee`, `demande_accueillie`. */
            motif: string;
            /** @description In words. */
            reason?: string | null;
        };
        /** @description Pages of a piece that say what is sought. */
        WordsFound: {
            /** @description In order; only those that say it. */
            pages: components["schemas"]["PageSaying"][];
            progress?: components["schemas"]["PieceText"] | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
