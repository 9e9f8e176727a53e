using Microsoft.EntityFrameworkCore;
using ScimFilter.Linq;

namespace ScimFilter.Samples.ScimServer;

/// <summary>
/// <c>GET /Users?filter=</c> of RFC 7644 section 3.4.2 over a database. Users are read only, and come from <see cref="Directory"/>.
/// </summary>
public static class ScimServerApp
{
    private const int MostResults = 100;

    private static readonly string[] _userSchemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
    private static readonly string[] _listSchemas = ["urn:ietf:params:scim:api:messages:2.0:ListResponse"];
    private static readonly string[] _errorSchemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];

    private static readonly FilterOptions _options = new() { MaxLength = 4_096 };

    // One for all requests: filters that differ in their values alone share a query. Attributes that are not mapped cannot be asked for.
    private static readonly FilterTranslator<User> _translator = new(
        map => map
            .Value("userName", user => user.UserName)
            .Value("active", user => user.IsActive)
            .Value("name.familyName", user => user.FamilyName)
            .Value("meta.lastModified", user => user.LastModified)
            .MultiValued("emails", user => user.Emails, email => email.Value("value", item => item.Value).Value("type", item => item.Type)),
        new FilterTranslatorOptions { Target = QueryTarget.Database });

    public static WebApplication Create(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.WebHost.UseSetting("urls", builder.Configuration["urls"] ?? "http://127.0.0.1:5081");
        builder.Services.AddDbContext<Directory>();
        WebApplication app = builder.Build();
        app.MapGet("/Users", FindAsync);
        return app;
    }

    private static async Task<IResult> FindAsync(Directory directory, string? filter, CancellationToken cancellationToken)
    {
        IQueryable<User> users = directory.Users.Include(user => user.Emails).AsNoTracking();
        if (filter is not null)
        {
            if (!FilterExpression.TryParse(filter, _options, out FilterExpression? parsed, out FilterError? error))
            {
                return Refuse(error.ToString());
            }

            if (!_translator.TryTranslate(parsed, out var predicate, out IReadOnlyList<FilterError> errors))
            {
                return Refuse(string.Join("; ", errors));
            }

            users = users.Where(predicate);
        }

        int total = await users.CountAsync(cancellationToken);
        User[] page = await users.OrderBy(user => user.Id).Take(MostResults).ToArrayAsync(cancellationToken);
        return Results.Ok(new
        {
            Schemas = _listSchemas,
            TotalResults = total,
            Resources = page.Select(Show),
        });
    }

    /// <summary>The error of RFC 7644 section 3.12; its detail says where the filter is wrong.</summary>
    private static IResult Refuse(string detail) => Results.Json(
        new { Schemas = _errorSchemas, Status = "400", ScimType = "invalidFilter", Detail = detail },
        contentType: "application/scim+json",
        statusCode: StatusCodes.Status400BadRequest);

    private static object Show(User user) => new
    {
        Schemas = _userSchemas,
        Id = $"{user.Id}",
        user.UserName,
        Active = user.IsActive,
        Name = new { user.FamilyName },
        Emails = user.Emails.Select(email => new { email.Value, email.Type }),
        Meta = new { ResourceType = "User", user.LastModified },
    };
}
