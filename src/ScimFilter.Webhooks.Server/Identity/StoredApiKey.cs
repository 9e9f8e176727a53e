namespace ScimFilter.Webhooks.Server.Identity;

/// <summary>A key as it is stored.</summary>
/// <param name="Hash">What is kept of the key itself.</param>
/// <param name="Caller">Who it lets in.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record StoredApiKey(ApiKeyHash Hash, Caller Caller, DateTimeOffset CreatedAt)
{
    /// <summary>Makes a new key.</summary>
    /// <returns>What is stored, and the key itself, which is kept nowhere.</returns>
    public static (StoredApiKey Stored, string Key) Create(Caller caller, DateTimeOffset now)
    {
        string key = ApiKeyHash.NewKey();
        return (new StoredApiKey(ApiKeyHash.Of(key), caller, now), key);
    }
}
