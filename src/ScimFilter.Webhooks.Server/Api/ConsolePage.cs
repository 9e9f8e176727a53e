using System.Collections.Frozen;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ScimFilter.Webhooks.Server.Api;

/// <summary>The built-in page: files of the program, read once.</summary>
internal static class ConsolePage
{
    private static readonly FrozenDictionary<string, string> _types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["index.html"] = "text/html; charset=utf-8",
        ["console.css"] = "text/css; charset=utf-8",
        ["console.js"] = "text/javascript; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.Redirect("/console/")).ExcludeFromDescription();
        routes.MapGet("/favicon.ico", () => TypedResults.NoContent()).ExcludeFromDescription();
        foreach ((string file, string type) in _types)
        {
            byte[] content = Read(file);
            routes.MapGet(file == "index.html" ? "/console/" : $"/console/{file}", (HttpContext context) => Answer(context, content, type))
                .ExcludeFromDescription();
        }
    }

    private static FileContentHttpResult Answer(HttpContext context, byte[] content, string type)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(content, type);
    }

    private static byte[] Read(string file)
    {
        using Stream stream = typeof(ConsolePage).Assembly.GetManifestResourceStream($"Console/{file}")
            ?? throw new InvalidOperationException($"The program lacks Console/{file}.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
