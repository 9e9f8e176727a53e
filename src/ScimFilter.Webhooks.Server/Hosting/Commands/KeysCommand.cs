using System.Globalization;
using ScimFilter.Webhooks.Server.Configuration;
using ScimFilter.Webhooks.Server.Identity;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Storage.Sqlite;

namespace ScimFilter.Webhooks.Server.Hosting.Commands;

/// <summary>Adds, lists and revokes keys of callers, beside a running server too.</summary>
internal static class KeysCommand
{
    private const int MaxTextLength = 256;

    /// <summary>Makes a key and prints it: it is shown this once.</summary>
    public static int Add(IServiceProvider services, string tenantId, string userId, IReadOnlyList<string> roles)
    {
        if (tenantId.Length is 0 or > MaxTextLength || userId.Length is 0 or > MaxTextLength)
        {
            throw new OperatorException($"A tenant and a user have 1 to {MaxTextLength} characters.");
        }

        if (roles.FirstOrDefault(role => !Roles.All.Contains(role, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new OperatorException($"There is no role '{unknown}': the roles are {string.Join(", ", Roles.All)}.");
        }

        using StoreAccess store = StoreAccess.OrNew(services);
        var caller = new Caller(tenantId, userId, ApiKeyRing.RolesOf([.. roles]));
        (StoredApiKey stored, string key) = StoredApiKey.Create(caller, services.GetRequiredService<TimeProvider>().GetUtcNow());
        SqliteApiKeyStore.Add(store.Session, stored);
        Console.WriteLine($"id:  {stored.Hash.ShortId}");
        Console.WriteLine($"key: {key}");
        Console.Error.WriteLine("The key is shown this once.");
        return ExitCodes.Done;
    }

    /// <summary>
    /// Prints a line for each key: identifier, tenant, user, roles, and when it was made or that the configuration has it.
    /// </summary>
    public static int List(IServiceProvider services)
    {
        using StoreAccess store = StoreAccess.Beside(services);
        foreach ((ApiKeyHash hash, Caller caller) in ApiKeyRing.From(services.GetRequiredService<WebhooksOptions>().ApiKeys))
        {
            Print(hash, caller, "in the configuration");
        }

        var unreadable = new UnreadableRows((_, row, what) => Console.WriteLine($"{row}  cannot be read ({what})"));
        foreach (StoredApiKey key in SqliteApiKeyStore.ReadAll(store.Session, unreadable))
        {
            Print(key.Hash, key.Caller, key.CreatedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        }

        return ExitCodes.Done;
    }

    /// <summary>Deletes a key. A running server refuses it after some seconds.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key itself, its identifier, or the beginning of that.</param>
    public static int Revoke(IServiceProvider services, string name)
    {
        using StoreAccess store = StoreAccess.Beside(services);
        string hash = name.StartsWith("whk_", StringComparison.Ordinal) ? ApiKeyHash.Of(name).Hex : name.ToUpperInvariant();
        if (hash.Length < 4)
        {
            throw new OperatorException("Give at least 4 characters of the identifier: 'keys list' shows it.");
        }

        ApiKeyHash[] stored =
            [.. store.Session.Query("SELECT hash FROM api_keys", row => new ApiKeyHash(Convert.ToHexString(row.GetBytes(0))))];
        switch (stored.Where(key => key.Hex.StartsWith(hash, StringComparison.Ordinal)).ToArray())
        {
            case [var one]:
                SqliteApiKeyStore.Remove(store.Session, one);
                Console.WriteLine($"Revoked {one.ShortId}.");
                return ExitCodes.Done;
            case []:
                bool isConfigured = ApiKeyRing.From(services.GetRequiredService<WebhooksOptions>().ApiKeys)
                    .Any(key => key.Hash.Hex.StartsWith(hash, StringComparison.Ordinal));
                throw new OperatorException(isConfigured
                    ? "The key is in the configuration: take it out of Webhooks:ApiKeys and start the server again."
                    : $"There is no key '{(name.StartsWith("whk_", StringComparison.Ordinal) ? "whk_..." : name)}': see 'keys list'.");
            default:
                throw new OperatorException($"Several keys begin with '{name}': give more of the identifier.");
        }
    }

    private static void Print(ApiKeyHash hash, Caller caller, string origin) =>
        Console.WriteLine($"{hash.ShortId}  {caller.TenantId}  {caller.UserId}  {string.Join(',', caller.Roles)}  {origin}");
}
