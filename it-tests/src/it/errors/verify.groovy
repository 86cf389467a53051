def log = new File(basedir, 'build.log').text
def source = new File(basedir, 'src/main/java/app/Wrong.java').path

assert log.count("$source:[14] error: [unsupported-return-type] ") == 1
assert log.count("$source:[18] error: [await-outside-async] ") == 1
assert log.contains('(default) on project errors: 2 errors in @Async code, see above -> [Help 1]')
assert log.count('[unsupported-return-type]') == 1
