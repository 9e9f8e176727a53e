using Microsoft.AspNetCore.Http.Extensions;
using ScimFilter.Webhooks.Server.Storage.Contract;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>
/// Links to the pages beside one: absolute, as clients follow them as they stand, and with all that the request asked for.
/// </summary>
internal static class PageLinks
{
    public static LinksBody Of<T>(HttpRequest request, Page<T> page) => new(
        new LinkBody(request.GetEncodedUrl()),
        page.Next is null ? null : LinkTo(request, "next", page.Next),
        page.Previous is null ? null : LinkTo(request, "prev", page.Previous));

    private static LinkBody LinkTo(HttpRequest request, string parameter, string cursor)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key is not ("next" or "prev"))) { { parameter, cursor } };
        return new LinkBody(UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, query.ToQueryString()));
    }
}
