using System.Collections.Frozen;
using System.Text;

namespace FlaskTrack.Core.Accounts;

/// <summary>Recognizes passwords that everybody tries first: well-known words with digits and marks around them, keyboard rows, repetitions.</summary>
internal static class CommonPasswords
{
    private static readonly string[] Rows = ["qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "zaqxswcdevfrbgtnhymjukilop", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "01234567890123456789", "09876543210987654321"];

    private static readonly FrozenSet<string> Words = """
        password passwort passwd passw pass word motdepasse contrasena senha parola wachtwoord losenord adgangskode passord admin administrator root user guest
        test tester testing demo default changeme change letmein let me in please welcome willkommen bienvenue login logon signin secret private access master
        superman batman spiderman ironman starwars pokemon naruto dragon monkey tiger lion eagle falcon wolf bear horse shark panther panda bunny kitten kitty cat dog puppy
        football baseball basketball soccer hockey tennis golf rugby cricket sport arsenal chelsea liverpool barcelona juventus madrid manchester united city
        sunshine princess prince queen king angel angels flower flowers summer winter spring autumn fall monday tuesday wednesday thursday friday saturday sunday
        january february march april may june july august september october november december
        iloveyou ilove loveyou love lovely lover you me baby babygirl sweet sweety sweetheart honey darling forever always family mother father mama papa
        michael michelle jessica jennifer jordan daniel thomas andrew joshua matthew robert anthony william charlie ashley nicole amanda hannah sophie samantha maria anna alex
        george harley ranger buster hunter killer ginger pepper cookie cheese chocolate coffee banana orange apple cherry peanut butter chicken pizza
        computer internet google yahoo facebook instagram twitter youtube linkedin microsoft windows apple samsung android iphone nokia amazon netflix
        server database oracle mysql postgres linux ubuntu cisco security system manager service support office company business
        freedom liberty america canada england london paris berlin germany france italia espana norway oslo bergen sweden denmark india china japan
        hello hallo bonjour hola goodbye thanks thankyou god jesus christ faith grace hope blessed heaven trustno trust noone nothing whatever something
        money dollar rich lucky winner success power magic mustang ferrari porsche mercedes corvette yamaha honda harley camaro
        matrix phoenix shadow silver golden diamond purple yellow green black white blue pink red star stars moon sun ocean river mountain thunder
        cheesecake maggie molly bailey daisy lucy max rocky jackson merlin gandalf frodo hobbit zelda mario sonic minecraft fortnite roblox
        qwerty qwertz azerty asdf asdfgh asdfghjkl zxcvbn zxcvbnm qwer wasd qazwsx abc abcd abcde abcdef xyz xxx aaa zzz
        biology biolab lab labor laboratory science scientist research cell cells sample samples flask track tissue culture plant fermentation microscope pipette agar petri dna rna
        fuck fucker fuckyou fuckoff shit bitch asshole sexy sex porn pussy dick cock
        hunter2 trustno1 p4ssw0rd passphrase mypassword yourpassword newpassword oldpassword my your our the new old a i is and
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly int LongestWord = Words.Max(word => word.Length);

    public static bool Contains(string password)
    {
        var folded = password.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        if (folded.EnumerateRunes().Distinct().Count() < 5) return true;
        var letters = new string([.. folded.Where(c => !char.IsWhiteSpace(c))]);
        return IsRow(letters) || IsRepetition(letters) || IsWords(letters, Plain(letters));
    }

    /// <summary>At least three quarters of it are neighbours on a keyboard, in the alphabet or in counting, in either direction.</summary>
    private static bool IsRow(string text)
    {
        if (text.Length < 2) return true;
        var neighbours = 0;
        for (var i = 1; i < text.Length; i++)
        {
            var (pair, back) = ($"{text[i - 1]}{text[i]}", $"{text[i]}{text[i - 1]}");
            if (text[i] == text[i - 1] || Rows.Any(row => row.Contains(pair, StringComparison.Ordinal) || row.Contains(back, StringComparison.Ordinal))) neighbours++;
        }

        return neighbours * 4 >= (text.Length - 1) * 3;
    }

    /// <summary>A short piece over and over.</summary>
    private static bool IsRepetition(string text) => Enumerable.Range(1, Math.Min(5, text.Length / 2)).Any(size => text.Skip(size).Select((c, i) => c == text[i]).All(same => same));

    /// <summary>At most three well-known words with digits and marks between and around them, and nothing else.</summary>
    private static bool IsWords(string text, string plain)
    {
        var fewest = new int[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            fewest[end] = text[end - 1] is >= '!' and <= '~' && !char.IsAsciiLetter(text[end - 1]) ? fewest[end - 1] : int.MaxValue;
            for (var start = Math.Max(0, end - LongestWord); start < end; start++)
            {
                if (fewest[start] != int.MaxValue && (Words.Contains(text[start..end]) || Words.Contains(plain[start..end]))) fewest[end] = Math.Min(fewest[end], fewest[start] + 1);
            }
        }

        return fewest[text.Length] <= 3;
    }

    /// <summary>Letters that people write as digits and marks, undone.</summary>
    private static string Plain(string text) => new([.. text.Select(c => c switch { '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c })]);
}
