using System.Text;

namespace ScimFilter.Webhooks;

/// <summary>Tells text from UTF-16 code units that are none: half of a surrogate pair is no character.</summary>
internal static class WellFormed
{
    /// <summary>Whether each surrogate is part of a pair.</summary>
    public static bool IsText(ReadOnlySpan<char> units)
    {
        while (!units.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(units, out _, out int length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            units = units[length..];
        }

        return true;
    }
}
