using System.Text;

namespace ScimFilter.Benchmarks.Matching.Operators;

/// <summary>Words made of syllables: the same word for the same number, with nothing kept.</summary>
internal static class Words
{
    private const string Consonants = "bcdfghjklmnprstvwxyz";
    private const string Vowels = "aeiou";
    private const int Syllables = 100;

    private static readonly string[] _common =
    [
        "the", "report", "of", "sales", "by", "region", "was", "written", "and", "then", "loaded", "again", "for", "all", "with", "costs",
    ];

    /// <summary>Gives the word of a number below 2^24: 8 to 14 letters, in no order, and different for different numbers.</summary>
    public static string Of(int number)
    {
        var word = new StringBuilder(14);
        uint scattered = Scatter((uint)number);
        Append(word, scattered, 4);
        Append(word, scattered * 0x9E3779B1 >> 12, (int)(scattered % 4));
        return word.ToString();
    }

    /// <summary>Gives words of ten letters that are in the order of their numbers, which are below 10^10.</summary>
    public static string Ordered(long number)
    {
        var word = new StringBuilder(10);
        for (long place = 100_000_000; place > 0; place /= Syllables)
        {
            Append(word, (uint)(number / place % Syllables), 1);
        }

        return word.ToString();
    }

    /// <summary>Gives a text of an exact length that has the word about in its middle.</summary>
    public static string Around(string word, int length, Random random)
    {
        int before = random.Next(Math.Max(1, length - word.Length - 1));
        string text = $"{Text(before, random)} {word} {Text(length, random)}";
        return text[..Math.Max(length, Math.Min(before, length) + word.Length + 1)];
    }

    /// <summary>Gives a text of common words of an exact length.</summary>
    public static string Text(int length, Random random)
    {
        var text = new StringBuilder(length + 8);
        while (text.Length < length)
        {
            text.Append(_common[random.Next(_common.Length)]).Append(' ');
        }

        return text.ToString(0, length);
    }

    private static void Append(StringBuilder word, uint value, int count)
    {
        for (; count > 0; count--, value /= Syllables)
        {
            uint syllable = value % Syllables;
            word.Append(Consonants[(int)(syllable / Vowels.Length)]).Append(Vowels[(int)(syllable % Vowels.Length)]);
        }
    }

    /// <summary>A permutation of the numbers below 2^24.</summary>
    private static uint Scatter(uint number)
    {
        number = number * 0xC2B2AE35 & 0xFFFFFF;
        number ^= number >> 11;
        return number * 0x9E3779B1 & 0xFFFFFF;
    }
}
