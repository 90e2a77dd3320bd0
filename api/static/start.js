// The content security policy allows no inline script, so the page's one call lives here.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#api", deepLinking: true });
