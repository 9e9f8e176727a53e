using System.Text;
using ScimFilter.Schema;

namespace ScimFilter.Repl.Io;

/// <summary>Reads the schema that filters are checked against from files.</summary>
internal static class SchemaFiles
{
    // Four bytes for each character that a schema may have.
    private const int MaxLength = 16 * 1024 * 1024;

    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads files and joins their schemas; reports the one that cannot be used.</summary>
    /// <param name="names">The files; at least one.</param>
    /// <param name="channels">Gets the report.</param>
    /// <returns>The schema; null when it was reported what is wrong.</returns>
    public static FilterSchema? Read(IReadOnlyList<string> names, Channels channels)
    {
        string[] texts = new string[names.Count];
        string place = "";
        try
        {
            for (int k = 0; k < names.Count; k++)
            {
                place = NamedFile.Show(names[k]);
                texts[k] = ReadText(names[k]);
                FilterSchema.FromJson(texts[k]);
            }

            // Each is a schema by itself, so what is wrong now is wrong with all of them together.
            place = string.Join(", ", names);
            return FilterSchema.FromJson(texts);
        }
        catch (Exception failure) when (failure is FormatException or IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            channels.Report(place, failure is DecoderFallbackException ? "the file is not UTF-8" : failure.Message);
            return null;
        }
    }

    private static string ReadText(string name)
    {
        if (name == "-")
        {
            throw new IOException("a schema is not read from standard input; a file of that name is './-'");
        }

        using FileStream file = NamedFile.Open(name);
        byte[] bytes = new byte[Math.Min(MaxLength, file.CanSeek ? file.Length : MaxLength) + 1];
        int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> text = bytes.AsSpan(0, length);
        return length > MaxLength
            ? throw new IOException($"it is longer than {MaxLength} bytes")
            : _utf8.GetString(text.StartsWith("\uFEFF"u8) ? text[3..] : text);
    }
}
