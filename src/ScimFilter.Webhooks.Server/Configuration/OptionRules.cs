using System.Net;
using System.Security.Cryptography;
using ScimFilter.Webhooks.Events;
using ScimFilter.Webhooks.Server.Storage;

namespace ScimFilter.Webhooks.Server.Configuration;

/// <summary>What must hold of options beyond the range of each: the form of texts, and how options stand to each other.</summary>
internal static class OptionRules
{
    private const string Section = WebhooksOptions.Section;

    /// <summary>Gives a sentence for each rule that is broken. Keys and secrets are not shown.</summary>
    public static IEnumerable<string> Check(WebhooksOptions options) =>
    [
        .. Networks(options.AllowedNetworks, nameof(options.AllowedNetworks)), .. Networks(options.Proxies, nameof(options.Proxies)),
        .. Servers(options.Dns.Servers), .. ApiKeys(options.ApiKeys), .. Issuers(options.Jwt), .. EventTypes(options),
        .. EncryptionKey(options.EncryptionKey), .. FilterSchema(options.FilterSchema), .. Pairs(options),
    ];

    private static IEnumerable<string> Pairs(WebhooksOptions options)
    {
        var standard = new WebhooksOptions();
        (bool IsBroken, string Sentence)[] rules =
        [
            (options.EventIds < options.History,
                $"{Section}:EventIds is shorter than {Section}:History: identifiers must be known as long as their events."),
            (options.Intake.MaxEventBytes > options.Intake.MaxBatchBytes,
                $"{Section}:Intake:MaxEventBytes is more than {Section}:Intake:MaxBatchBytes."),
            (options.Dns.MinCacheTime > options.Dns.MaxCacheTime,
                $"{Section}:Dns:MinCacheTime is longer than {Section}:Dns:MaxCacheTime."),
            (Exceeds(options.QuotaPerUser, options.QuotaPerTenant, standard.QuotaPerUser),
                $"{Section}:QuotaPerUser is more than {Section}:QuotaPerTenant."),
            (Exceeds(options.Delivery.LaneConcurrency, options.Delivery.MaxConcurrency, standard.Delivery.LaneConcurrency),
                $"{Section}:Delivery:LaneConcurrency is more than {Section}:Delivery:MaxConcurrency."),
            (Exceeds(options.Delivery.CircuitDelay, options.Delivery.CircuitMaxDelay, standard.Delivery.CircuitDelay),
                $"{Section}:Delivery:CircuitDelay is longer than {Section}:Delivery:CircuitMaxDelay."),
            (Exceeds(options.Dns.TenantConcurrency, options.Dns.MaxConcurrency, standard.Dns.TenantConcurrency),
                $"{Section}:Dns:TenantConcurrency is more than {Section}:Dns:MaxConcurrency."),
            (Exceeds(options.Dns.Timeout, options.Delivery.Timeout, standard.Dns.Timeout),
                $"{Section}:Dns:Timeout is longer than {Section}:Delivery:Timeout, the time for the whole of an attempt."),
        ];
        return rules.Where(rule => rule.IsBroken).Select(rule => rule.Sentence);
    }

    // A default above a limit that was lowered is no mistake of the operator's: the limit holds.
    private static bool Exceeds<T>(T value, T limit, T standard)
        where T : IComparable<T> => value.CompareTo(limit) > 0 && value.CompareTo(standard) != 0;

    private static IEnumerable<string> Networks(List<string> networks, string name) => networks.Index()
        .Where(item => !IPNetwork.TryParse(item.Item, out _))
        .Select(item => $"{Section}:{name}:{item.Index} is '{item.Item}', which is not a network such as 10.0.0.0/8.");

    private static IEnumerable<string> Servers(List<string> servers) => servers.Index()
        .Where(item => !IPEndPoint.TryParse(item.Item, out _))
        .Select(item => $"{Section}:Dns:Servers:{item.Index} is '{item.Item}', which is not an address with or without a port.");

    private static IEnumerable<string> ApiKeys(List<ApiKeyOptions> keys)
    {
        foreach ((int i, ApiKeyOptions key) in keys.Index())
        {
            IEnumerable<string> missing =
                Missing((nameof(key.Key), key.Key), (nameof(key.TenantId), key.TenantId), (nameof(key.UserId), key.UserId));
            foreach (string name in missing)
            {
                yield return $"{Section}:ApiKeys:{i}:{name} is missing.";
            }

            int first = keys.FindIndex(other => other.Key == key.Key);
            if (first < i && key.Key.Length > 0)
            {
                yield return $"{Section}:ApiKeys:{i}:Key is the same as {Section}:ApiKeys:{first}:Key.";
            }

            foreach ((int j, string role) in key.Roles.Index())
            {
                if (!Roles.All.Contains(role, StringComparer.OrdinalIgnoreCase))
                {
                    string suggestion = Spelling.Suggest(role, Roles.All);
                    yield return $"{Section}:ApiKeys:{i}:Roles:{j} is '{role}', which is not a role"
                        + (suggestion.Length > 0 ? suggestion : $"; there are {string.Join(", ", Roles.All)}.");
                }
            }
        }
    }

    private static IEnumerable<string> Issuers(List<JwtIssuerOptions> issuers)
    {
        foreach ((int i, JwtIssuerOptions issuer) in issuers.Index())
        {
            string[] missing =
            [
                .. Missing((nameof(issuer.Issuer), issuer.Issuer), (nameof(issuer.Audience), issuer.Audience),
                    (nameof(issuer.TenantId), issuer.TenantId), (nameof(issuer.PublicKey), issuer.PublicKey)),
            ];
            foreach (string name in missing)
            {
                yield return $"{Section}:Jwt:{i}:{name} is missing.";
            }

            int first = issuers.FindIndex(other => other.Issuer == issuer.Issuer);
            if (first < i && issuer.Issuer.Length > 0)
            {
                yield return $"{Section}:Jwt:{i}:Issuer is the same as {Section}:Jwt:{first}:Issuer.";
            }

            if (issuer.PublicKey.Length > 0 && !IsPublicKey(issuer))
            {
                yield return $"{Section}:Jwt:{i}:PublicKey is not a public key in PEM, of RSA or an elliptic curve.";
            }
        }
    }

    private static bool IsPublicKey(JwtIssuerOptions issuer)
    {
        try
        {
            _ = issuer.ReadKey();
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static IEnumerable<string> EventTypes(WebhooksOptions options)
    {
        IEnumerable<EventType> builtIn = options.BuiltInEventTypes ? EventProfile.Qlik.Catalogue.Types : [];
        var known = builtIn.SelectMany(type => type.OldNames.Prepend(type.Name)).ToHashSet(StringComparer.Ordinal);
        foreach ((int i, EventTypeOptions type) in options.EventTypes.Index())
        {
            if (type.Name.Length == 0)
            {
                yield return $"{Section}:EventTypes:{i}:Name is missing.";
                continue;
            }

            foreach (string name in type.OldNames.Prepend(type.Name).Where(name => !known.Add(name)))
            {
                yield return $"{Section}:EventTypes:{i} has the name '{name}', which the catalogue has already.";
            }
        }
    }

    private static IEnumerable<string> EncryptionKey(string? key)
    {
        if (!string.IsNullOrEmpty(key)
            && !(Convert.TryFromBase64String(key, new byte[key.Length], out int length) && length == AesSecretBox.KeyLength))
        {
            yield return $"{Section}:EncryptionKey is not {AesSecretBox.KeyLength} bytes in Base64.";
        }
    }

    private static IEnumerable<string> FilterSchema(string? path)
    {
        try
        {
            _ = path is null ? null : EventProfiles.ReadSchema(path);
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            return [$"{Section}:FilterSchema cannot be used: {exception.Message}"];
        }
    }

    private static IEnumerable<string> Missing(params (string Name, string Value)[] values) =>
        values.Where(value => value.Value.Length == 0).Select(value => value.Name);
}
