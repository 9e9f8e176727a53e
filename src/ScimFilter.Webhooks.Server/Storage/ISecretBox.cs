namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>Keeps secrets unreadable where they are stored. Thread-safe.</summary>
internal interface ISecretBox
{
    /// <summary>Encrypts; the same text never gives the same bytes twice.</summary>
    /// <param name="plain">The secret.</param>
    /// <param name="context">Where it belongs: it can be opened nowhere else.</param>
    byte[] Seal(ReadOnlySpan<byte> plain, string context);

    /// <summary>Decrypts.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The bytes were changed, belong elsewhere, or the key is another.
    /// </exception>
    byte[] Open(ReadOnlySpan<byte> closed, string context);
}
