namespace ScimFilter.Webhooks.Server.Hosting;

/// <summary>
/// Answers HEAD wherever GET is answered, with the same headers (RFC 9110, section 9.3.2). The request runs as a GET; the web server
/// knows that it was a HEAD and sends no body.
/// </summary>
internal static class HeadRequests
{
    public static void UseHeadRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });
}
