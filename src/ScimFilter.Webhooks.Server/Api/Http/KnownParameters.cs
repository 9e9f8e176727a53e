using System.Net;
using System.Text;
using System.Text.Unicode;

namespace ScimFilter.Webhooks.Server.Api.Http;

/// <summary>
/// Refuses query parameters that an endpoint does not take: a misspelt restriction that is passed over makes a list show everything.
/// What an endpoint takes is what its description says.
/// </summary>
internal static class KnownParameters
{
    // Cursors aside. The server reads request lines of 32 KiB, and a cursor has up to 12: so a link that is given can be followed.
    private const int MaxQueryLength = 8 << 10;

    public static RouteGroupBuilder RefusesUnknownParameters(this RouteGroupBuilder group) => group.AddEndpointFilter((context, next) =>
    {
        HttpContext http = context.HttpContext;
        if (http.Request.QueryString.HasValue)
        {
            Check(http.Request, http.GetEndpoint()!.Metadata.GetOrderedMetadata<QueryParameter>());
        }

        return next(context);
    });

    private static void Check(HttpRequest request, IReadOnlyList<QueryParameter> known)
    {
        ApiError[] errors =
        [
            .. request.Query.Keys
                .Where(name => !known.Any(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase)))
                .Select(name => UnknownParameter(name, known)),
            .. NotText(request.QueryString),
        ];
        if (errors.Length > 0)
        {
            throw ApiException.BadRequest(errors);
        }

        int cursors = request.Query["next"].ToString().Length + request.Query["prev"].ToString().Length;
        if (request.QueryString.Value!.Length - cursors > MaxQueryLength)
        {
            throw new BadHttpRequestException("The query is too long.", StatusCodes.Status414UriTooLong);
        }
    }

    // The framework leaves percent-encoded bytes that are no UTF-8 as they stand: a restriction that matches nothing.
    private static IEnumerable<ApiError> NotText(QueryString query) => query.Value![1..].Split('&')
        .Where(part => !Utf8.IsValid(WebUtility.UrlDecodeToBytes(Encoding.UTF8.GetBytes(part), 0, Encoding.UTF8.GetByteCount(part))))
        .Select(part => Suggestions.Cut(part.Split('=')[0]))
        .Select(name => ApiErrors.Query(name, $"What is percent-encoded in '{name}' is not UTF-8."));

    private static ApiError UnknownParameter(string name, IReadOnlyList<QueryParameter> known)
    {
        string suggestion = Suggestions.For(name, known.Select(parameter => parameter.Name));
        string names = known.Count == 0 ? "This endpoint takes none."
            : $"This endpoint takes {string.Join(", ", known.Select(parameter => $"'{parameter.Name}'"))}.";
        return ApiErrors.Query(Suggestions.Cut(name), $"There is no parameter '{Suggestions.Cut(name)}'{suggestion} {names}");
    }
}
