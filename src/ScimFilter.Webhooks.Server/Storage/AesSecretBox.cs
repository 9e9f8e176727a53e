using System.Security.Cryptography;
using System.Text;

namespace ScimFilter.Webhooks.Server.Storage;

/// <summary>AES-256-GCM: a version, a nonce, a tag and the text. What it belongs to is authenticated with it.</summary>
internal sealed class AesSecretBox : ISecretBox
{
    public const int KeyLength = 32;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeadLength = 1 + NonceLength + TagLength;

    private readonly byte[] _key;

    public AesSecretBox(byte[] key)
    {
        _key = key.Length == KeyLength ? key : throw new ArgumentException($"A key has {KeyLength} bytes.", nameof(key));
    }

    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var closed = new byte[HeadLength + plain.Length];
        closed[0] = Version;
        Span<byte> nonce = closed.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, plain, closed.AsSpan(HeadLength), closed.AsSpan(1 + NonceLength, TagLength), Encoding.UTF8.GetBytes(context));
        return closed;
    }

    public byte[] Open(ReadOnlySpan<byte> closed, string context)
    {
        if (closed.Length < HeadLength || closed[0] != Version)
        {
            throw new CryptographicException("The bytes are not of a known version.");
        }

        var plain = new byte[closed.Length - HeadLength];
        using var aes = new AesGcm(_key, TagLength);
        aes.Decrypt(
            closed.Slice(1, NonceLength), closed[HeadLength..], closed.Slice(1 + NonceLength, TagLength), plain,
            Encoding.UTF8.GetBytes(context));
        return plain;
    }
}
