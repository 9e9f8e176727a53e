using System.Globalization;
using System.Text;
using ScimFilter.Runtime;

namespace ScimFilter.Tests;

/// <summary>Date-times of RFC 3339: which texts are some, and which moment they are.</summary>
public class InstantTests
{
    private const int SecondsPerDay = 86_400;

    /// <summary>From the earliest to the latest.</summary>
    private static readonly string[] _ordered =
    [
        "2019-12-31T23:59:00Z", "2019-12-31T23:59:59.999Z", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.000000000000001Z",
        "2020-01-01T00:00:00.09Z", "2020-01-01T00:00:00.1Z", "2020-01-01T00:00:00.10000001Z", "2020-01-01T00:00:01Z",
        "2020-01-01T00:00:00-00:01", "2020-01-01T00:00:00-01:00", "2020-01-01T00:00:00-23:59", "2020-01-02T00:00:00Z",
    ];

    [Theory]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:60z")]
    [InlineData("2000-02-29t00:00:00+23:59")]
    [InlineData("2024-02-29T00:00:00.0-00:00")]
    [InlineData("2023-01-31T00:00:00Z")]
    [InlineData("2023-02-28T00:00:00Z")]
    [InlineData("2023-04-30T00:00:00Z")]
    public void A_full_date_time_is_one(string text) => Assert.True(IsInstant(text));

    [Theory]
    [InlineData("2023-00-01T00:00:00Z")]
    [InlineData("2023-13-01T00:00:00Z")]
    [InlineData("2023-01-00T00:00:00Z")]
    [InlineData("2023-01-32T00:00:00Z")]
    [InlineData("2024-02-30T00:00:00Z")]
    [InlineData("2023-02-29T00:00:00Z")]
    [InlineData("1900-02-29T00:00:00Z")]
    [InlineData("2023-04-31T00:00:00Z")]
    [InlineData("2023-06-31T00:00:00Z")]
    [InlineData("2023-09-31T00:00:00Z")]
    [InlineData("2023-11-31T00:00:00Z")]
    [InlineData("2023-01-01T24:00:00Z")]
    [InlineData("2023-01-01T00:60:00Z")]
    [InlineData("2023-01-01T00:00:61Z")]
    [InlineData("2023-01-01T00:00:00.Z")]
    [InlineData("2023-01-01T00:00:00,5Z")]
    [InlineData("2023-01-01T00:00:00+24:00")]
    [InlineData("2023-01-01T00:00:00+00:60")]
    [InlineData("2023-01-01T00:00:00+0100")]
    [InlineData("2023-01-01T00:00:00+01.00")]
    [InlineData("2023-01-01T00:00:00 01:00")]
    [InlineData("2023-01-01T00:00:00+01:000")]
    [InlineData("2023-01-01T00:00:00ZZ")]
    [InlineData("2023-01-01T00:00:00.5x")]
    [InlineData("+023-01-01T00:00:00Z")]
    public void Anything_else_is_none(string text) => Assert.False(IsInstant(text));

    [Fact]
    public void No_character_of_one_can_be_another_kind_of_character()
    {
        const string text = "2024-02-29T23:59:59.5+01:30";
        for (int i = 0; i < text.Length; i++)
        {
            Assert.False(IsInstant(text[..i]), text[..i]);
            foreach (char wrong in "/;x ")
            {
                string damaged = text[..i] + wrong + text[(i + 1)..];
                Assert.False(IsInstant(damaged), damaged);
            }
        }
    }

    [Fact]
    public void A_month_begins_a_day_after_the_one_before_ends()
    {
        long start = SecondsOf("0001-01-01T00:00:00Z");
        for (DateTime month = DateTime.MinValue; month.Year < 802; month = month.AddMonths(1))
        {
            foreach (DateTime day in (DateTime[])[month, month.AddMonths(1).AddDays(-1)])
            {
                string text = day.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
                Assert.Equal(start + ((day - DateTime.MinValue).Days * (long)SecondsPerDay), SecondsOf(text));
            }
        }
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z", 366)]
    [InlineData("0000-02-29T00:00:00Z", 307)]
    [InlineData("0000-03-01T00:00:00Z", 306)]
    [InlineData("0000-12-31T00:00:00Z", 1)]
    public void The_year_0_comes_before_the_year_1(string text, int daysBefore) =>
        Assert.Equal(SecondsOf("0001-01-01T00:00:00Z") - (daysBefore * SecondsPerDay), SecondsOf(text));

    [Theory]
    [InlineData("2017-01-01T00:00:00Z", "2016-12-31T23:59:60Z")]
    [InlineData("2017-01-01T00:00:00Z", "2017-01-01T05:30:00.000+05:30")]
    [InlineData("2017-01-01T00:00:00.5Z", "2016-12-31t22:15:00.50-01:45")]
    public void One_moment_has_many_spellings(string left, string right)
    {
        Assert.Equal(0, Compare(left, right));
        Assert.Equal(0, Compare(right, left));
    }

    [Fact]
    public void Moments_have_an_order()
    {
        for (int i = 0; i < _ordered.Length; i++)
        {
            for (int j = 0; j < _ordered.Length; j++)
            {
                Assert.True(Math.Sign(Compare(_ordered[i], _ordered[j])) == i.CompareTo(j), $"{_ordered[i]} and {_ordered[j]}");
            }
        }
    }

    private static bool IsInstant(string text) => Instant.TryParse(Encoding.UTF8.GetBytes(text), out _);

    private static long SecondsOf(string text) => Instant.TryParse(Encoding.UTF8.GetBytes(text), out Instant instant)
        ? instant.Seconds
        : throw new ArgumentException(text);

    private static int Compare(string left, string right)
    {
        Assert.True(Instant.TryParse(Encoding.UTF8.GetBytes(left), out Instant x));
        Assert.True(Instant.TryParse(Encoding.UTF8.GetBytes(right), out Instant y));
        return x.CompareTo(y);
    }
}
